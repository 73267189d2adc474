-- expect: rule
-- A number of a hundred thousand digits is none.
local s = "1"
for i = 1, 17 do s = s .. s end
return tonumber(s)
