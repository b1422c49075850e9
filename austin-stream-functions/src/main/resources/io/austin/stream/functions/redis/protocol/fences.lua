-- Reads a partition's fence in some slots. Where the layout before this one has left it as a key, it
-- is taken over; and its writers are shut out: they read the key of the latest expiry under WATCH with
-- every transaction, and expect a number.
--
-- ARGV: the incarnation; the fence's name; then for each slot the hash with its fences, and the keys
-- of the layout before: the fence and the latest expiry
-- Answers the fences; nothing where there is none.
local answer = {}
for i = 3, #ARGV, 3 do
  local hash, old, expiry = ARGV[i], ARGV[i + 1], ARGV[i + 2]
  local found = redis.call('HMGET', hash, ARGV[2], 'Incarnation')
  local left = redis.call('GET', old)
  local mark = redis.call('GET', expiry)
  if not found[2] and ARGV[1] ~= '' then
    redis.call('HSET', hash, 'Incarnation', ARGV[1])
  elseif (found[2] or '') ~= ARGV[1] then
    return redis.error_reply('INCARNATION ' .. found[2])
  end
  if mark ~= 'Fences' then
    redis.call('SET', expiry, 'Fences')
  end
  if left then
    redis.call('HSET', hash, ARGV[2], left)
    redis.call('DEL', old)
  end
  answer[#answer + 1] = left or found[1]
end
return answer
