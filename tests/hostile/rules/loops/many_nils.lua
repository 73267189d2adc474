-- expect: deadline
-- Assignments of nothing.
local a, b, c
while true do a, b, c = b, c, a end
