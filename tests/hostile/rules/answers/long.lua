-- expect: rule
-- A word longer than any.
local s = "met"
for i = 1, 12 do s = s .. s end
return s
