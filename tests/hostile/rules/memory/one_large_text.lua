-- expect: memory
-- The text that a loop of doublings makes, in one step at the end.
local s = "x"
for i = 1, 30 do s = s .. s .. s .. s end
return "met"
