-- Commits sections of a batch. A section is what is written to the keys of one slot, with the fences
-- of the partitions that it comes from; it is done whole where they stand as expected, else not at
-- all.
--
-- ARGV: how many entries a list keeps; the incarnation; the number of sections; the number of
-- expiries; these; then for each section
--   its plan: how many words the section has and how many writes, three bytes each; how many fences,
--     two; for each write its kind and the place of its expiry, one each, and three with the number
--     of its arguments
--   the hash with the slot's fences; name and new value of each; expected value of each
--   for each write the key and its arguments
-- Answers how many sections there were, and behind it what became of those not done as they are:
--   {section, 'fences', the values found and the incarnation}: nothing done
--   {section, 'error', message}: nothing done
--   {section, 'refused', message}: done but for a command, for each of these
--
-- A section stays whole since it is given up where its first write is refused, and nothing that a
-- later one could be refused for can be met by then: that memory is full or that this is a replica,
-- Redis says before a script begins or at its first write; that a slot is on its way is asked for.
-- That a key holds another type harms nothing but the key.
local argv, call, type, byte, unpack = ARGV, redis.pcall, type, string.byte, unpack
local max, incarnation, sections = tonumber(argv[1]), argv[2], tonumber(argv[3])
local KNOWN, UNTIL, FOR, HASH, SORTED_SET = 1, 2, 3, 4, 5
local INCARNATION = 'Incarnation'
local MOST = 4000 -- there is no room for more on Lua's stack
local OF_THE_KEY = {'WRONGTYPE', 'INVALIDOBJ', 'not an integer', 'would overflow'}
local answer, at, now = {sections}, 5 + tonumber(argv[4]), nil
local section, wrote, problem

local function moment()
  if not now then
    local time = redis.call('TIME')
    now = time[1] * 1000 + math.floor(time[2] / 1000)
  end
  return now
end

local function note(reply)
  if type(reply) == 'table' and reply.err then
    answer[#answer + 1] = {section, 'refused', reply.err}
  end
end

-- Before anything was written the section can be given up.
local function refused(reply)
  for _, beginning in ipairs(OF_THE_KEY) do
    if wrote or string.find(reply.err, beginning, 1, true) then
      return note(reply)
    end
  end
  problem = {section, 'error', reply.err}
end

local function many(command, key, first, last)
  local reply
  for from = first, last, MOST do
    reply = call(command, key, unpack(argv, from, math.min(from + MOST - 1, last)))
    if type(reply) == 'table' then
      break
    end
  end
  return reply
end

local function read(hash, fences)
  if fences == 1 then
    return call('HMGET', argv[hash], argv[hash + 1], INCARNATION)
  end
  if fences == 2 then
    return call('HMGET', argv[hash], argv[hash + 1], argv[hash + 3], INCARNATION)
  end
  local names = {}
  for i = 1, fences do
    names[i] = argv[hash + 2 * i - 1]
  end
  names[fences + 1] = INCARNATION
  return call('HMGET', argv[hash], unpack(names))
end

local function push(kind, key, expiry, first, last)
  local length
  if first == last then
    length = call('LPUSH', key, argv[first])
  else
    length = many('LPUSH', key, first, last)
  end
  if type(length) ~= 'number' then
    return refused(length)
  end
  wrote = true
  if length > max then
    note(call('LTRIM', key, 0, max - 1))
  end
  if kind == FOR then
    note(call('PEXPIRE', key, expiry))
  elseif length == last - first + 1 then
    note(call('PEXPIREAT', key, expiry))
  elseif kind == UNTIL then
    local left = call('PTTL', key)
    if type(left) == 'table' then
      note(left)
    elseif left < 0 or moment() + left < tonumber(expiry) then
      note(call('PEXPIREAT', key, expiry))
    end
  end
end

local function add(kind, key, expiry, first, last)
  local added
  local function take(reply)
    if type(reply) == 'table' then
      refused(reply)
    else
      wrote, added = true, true
    end
  end
  if kind == HASH then
    for i = first, last, 2 do
      take(call('HINCRBY', key, argv[i], argv[i + 1]))
    end
  elseif kind == SORTED_SET then
    for i = first, last, 2 do
      take(call('ZINCRBY', key, argv[i + 1], argv[i]))
    end
  elseif first > last then
    take(call('PFADD', key))
  else
    take(many('PFADD', key, first, last))
  end
  if added then
    note(call('PEXPIRE', key, expiry))
  end
end

for i = 1, sections do
  section, wrote, problem = i, false, nil
  local plan = argv[at]
  local s1, s2, s3, w1, w2, w3, f1, f2 = byte(plan, 1, 8)
  local writes, fences = (w1 * 256 + w2) * 256 + w3, f1 * 256 + f2
  local hash = at + 1
  local expected = hash + 2 * fences
  local write = expected + fences + 1
  at = at + (s1 * 256 + s2) * 256 + s3

  local found = read(hash, fences)
  if found.err then
    problem = {section, 'error', found.err}
  else
    local stands = (found[fences + 1] or '') == incarnation
    for fence = 1, fences do
      stands = stands and (found[fence] or '0') == argv[expected + fence]
    end
    if not stands then
      problem = {section, 'fences', found}
    elseif writes > 1 then
      -- A slot on its way refuses keys that are not there, and so one that never is. A single
      -- write asks by itself.
      local asked = call('EXISTS', argv[hash] .. ':None')
      if type(asked) == 'table' then
        problem = {section, 'error', asked.err}
      end
    end
  end

  if not problem then
    local p = 9
    for _ = 1, writes do
      local kind, place, c1, c2, c3 = byte(plan, p, p + 4)
      local last = write + (c1 * 256 + c2) * 256 + c3
      if kind <= FOR then
        push(kind, argv[write], argv[4 + place], write + 1, last)
      else
        add(kind, argv[write], argv[4 + place], write + 1, last)
      end
      if problem then
        break
      end
      p, write = p + 5, last + 1
    end
  end
  if not problem then
    local moved = call('HSET', unpack(argv, hash, expected))
    if type(moved) == 'table' then
      refused(moved)
    end
  end
  if problem then
    answer[#answer + 1] = problem
  end
end
return answer
