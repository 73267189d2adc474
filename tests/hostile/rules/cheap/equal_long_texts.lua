-- expect: deadline
-- Two equal texts at two places in memory.
local a, b = "x", "x"
for i = 1, 19 do a = a .. a b = b .. b end
while true do local same = a == b end
