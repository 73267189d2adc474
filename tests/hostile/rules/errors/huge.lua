-- expect: rule
-- An error of a megabyte.
local s = "x"
for i = 1, 19 do s = s .. s end
error(s)
