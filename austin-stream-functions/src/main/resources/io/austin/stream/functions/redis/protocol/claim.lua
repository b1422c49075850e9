-- Puts a claim beside a group's fences unless one stands there.
--
-- ARGV: the key; the claim; what stands there where the fences have the layout before this one
-- Answers the claim that stands.
local found = redis.call('GET', ARGV[1])
local claim = found
if found and string.sub(found, 1, 5) == 'none ' then
  claim = string.match(ARGV[2], '^%S+') .. string.sub(found, 5)
elseif not found or found == ARGV[3] then
  claim = ARGV[2]
end
if claim ~= found then
  redis.call('SET', ARGV[1], claim)
end
return claim
