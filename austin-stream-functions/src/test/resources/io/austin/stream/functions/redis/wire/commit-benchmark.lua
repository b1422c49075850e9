-- A commit as a script, for CommitProtocolBenchmark: each section is applied whole where its fences
-- stand as expected, else not at all.
--
-- ARGV: whether a bucket's fences are one hash, entries a list keeps, number of sections; then for each
--   plan: two bytes with the number of fences, two with that of the writes, and for each write a byte
--     with its kind and two with the number of its arguments
--   fences: the hash's key, if it is one; name and new value of each; expected value of each
--   writes: key, arguments, expiry
-- Answers how many sections there were, and behind it a list for each that was not applied as it is.
local argv, call, type, byte, unpack = ARGV, redis.pcall, type, string.byte, unpack
local hash, max = argv[1] == '1', tonumber(argv[2])
local PUSH_KNOWN, PUSH_UNTIL, PUSH_FOR, INCREMENT = 1, 2, 3, 4
local answer, at, now = {0}, 4, nil

local function moment()
  if not now then
    local time = redis.call('TIME')
    now = time[1] * 1000 + math.floor(time[2] / 1000)
  end
  return now
end

for section = 1, tonumber(argv[3]) do
  local plan = argv[at]
  local a, b, c, d = byte(plan, 1, 4)
  local fences, writes = a * 256 + b, c * 256 + d
  local fence = hash and at + 2 or at + 1
  local write = fence + 3 * fences
  local names = {}
  for i = 1, fences do
    names[i] = argv[fence + 2 * i - 2]
  end
  local found
  if hash then
    found = call('HMGET', argv[fence - 1], unpack(names))
  else
    found = call('MGET', unpack(names))
  end
  local problem = found.err and {section, 'error', found.err}
  local expected = fence + 2 * fences - 1
  for i = 1, fences do
    if not problem and (found[i] or '') ~= argv[expected + i] then
      problem = {section, 'fences'}
    end
  end
  local p = 5
  for i = 1, writes do
    local kind, high, low = byte(plan, p, p + 2)
    local count = high * 256 + low
    local key, first, last = argv[write], write + 1, write + count
    local expiry = argv[last + 1]
    p, write = p + 3, last + 2
    if not problem or problem[2] == 'refused' then
      local reply
      if kind == INCREMENT then
        for field = first, last, 2 do
          reply = call('HINCRBY', key, argv[field], argv[field + 1])
        end
        call('PEXPIRE', key, expiry)
      else
        reply = call('LPUSH', unpack(argv, first - 1, last))
        if type(reply) == 'number' then
          if reply > max then
            call('LTRIM', key, 0, max - 1)
          end
          if kind == PUSH_FOR then
            call('PEXPIRE', key, expiry)
          elseif reply == count then
            call('PEXPIREAT', key, expiry)
          elseif kind == PUSH_UNTIL then
            local left = call('PTTL', key)
            if left < 0 or moment() + left < tonumber(expiry) then
              call('PEXPIREAT', key, expiry)
            end
          end
        end
      end
      if type(reply) == 'table' then
        problem = {section, 'refused', reply.err}
      end
    end
  end
  if not problem or problem[2] == 'refused' then
    if hash then
      call('HSET', unpack(argv, fence - 1, expected))
    else
      call('MSET', unpack(argv, fence, expected))
    end
  end
  answer[#answer + 1] = problem
  answer[1] = section
  at = write
end
return answer
