-- Commits sections of a batch. A section is what is written to the keys of one slot, with the fences
-- of the partitions that it comes from; it is done whole where they stand as expected, else not at
-- all.
--
-- ARGV: how many entries a list keeps; the incarnation; the number of sections; the plan; how many
-- words follow that sections share; these; then for each section the hash with the slot's fences, and
-- for each write the key and its arguments. What a word costs is to be read and made a string of Lua's,
-- so what comes in many sections comes once.
--
-- The plan says, in bytes, for each section
--   how many writes, three; how many fences, two
--   for each fence the places of its name, its new value and its expected value, two each
--   for each write its kind, one; the place of its expiry, two; the number of its arguments, three
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
local max, incarnation, sections, plan = tonumber(argv[1]), argv[2], tonumber(argv[3]), argv[4]
local KNOWN, UNTIL, FOR, HASH, SORTED_SET = 1, 2, 3, 4, 5
local INCARNATION = 'Incarnation'
local MOST = 4000 -- there is no room for more on Lua's stack
local OF_THE_KEY = {'WRONGTYPE', 'INVALIDOBJ', 'not an integer', 'would overflow'}
local SHARED = 5 -- so many words stand before those that sections share
local answer, at, p, now = {sections}, SHARED + 1 + tonumber(argv[5]), 1, nil
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

local function fence(first)
  local n1, n2, v1, v2, e1, e2 = byte(plan, first, first + 5)
  return argv[SHARED + n1 * 256 + n2], argv[SHARED + v1 * 256 + v2], argv[SHARED + e1 * 256 + e2]
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
  local w1, w2, w3, f1, f2 = byte(plan, p, p + 4)
  local writes, fences = (w1 * 256 + w2) * 256 + w3, f1 * 256 + f2
  local hash, first = argv[at], p + 5
  local write = at + 1
  p = first + 6 * fences

  local name1, value1, expected1 = fence(first)
  local name2, value2, found
  if fences == 1 then
    found = call('HMGET', hash, name1, INCARNATION)
  elseif fences == 2 then
    name2, value2 = fence(first + 6)
    found = call('HMGET', hash, name1, name2, INCARNATION)
  else
    local names = {}
    for n = 1, fences do
      names[n] = fence(first + 6 * (n - 1))
    end
    names[fences + 1] = INCARNATION
    found = call('HMGET', hash, unpack(names))
  end

  if found.err then
    problem = {section, 'error', found.err}
  else
    local stands = (found[fences + 1] or '') == incarnation and (found[1] or '0') == expected1
    for n = 2, fences do
      local _, _, expected = fence(first + 6 * (n - 1))
      stands = stands and (found[n] or '0') == expected
    end
    if not stands then
      problem = {section, 'fences', found}
    elseif writes > 1 then
      -- A slot on its way refuses keys that are not there, and so one that never is. A single
      -- write asks by itself.
      local asked = call('EXISTS', hash .. ':None')
      if type(asked) == 'table' then
        problem = {section, 'error', asked.err}
      end
    end
  end

  for _ = 1, writes do
    local kind, x1, x2, c1, c2, c3 = byte(plan, p, p + 5)
    local last = write + (c1 * 256 + c2) * 256 + c3
    if not problem then
      if kind <= FOR then
        push(kind, argv[write], argv[SHARED + x1 * 256 + x2], write + 1, last)
      else
        add(kind, argv[write], argv[SHARED + x1 * 256 + x2], write + 1, last)
      end
    end
    p, write = p + 6, last + 1
  end
  at = write

  if not problem then
    local moved
    if fences == 1 then
      moved = call('HSET', hash, name1, value1)
    elseif fences == 2 then
      moved = call('HSET', hash, name1, value1, name2, value2)
    else
      local moves = {}
      for n = 1, fences do
        moves[2 * n - 1], moves[2 * n] = fence(first + 6 * (n - 1))
      end
      moved = call('HSET', hash, unpack(moves))
    end
    if type(moved) == 'table' then
      refused(moved)
    end
  end
  if problem then
    answer[#answer + 1] = problem
  end
end
return answer
