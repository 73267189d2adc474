-- expect: harmless
-- The last integer does not go round.
local n = 0
for i = math.maxinteger - 2, math.maxinteger do n = n + 1 end
if n ~= 3 then error("ESCAPED") end
return "met"
