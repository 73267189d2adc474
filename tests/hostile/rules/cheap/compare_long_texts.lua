-- expect: deadline
-- Compares two long texts that differ at the end.
local a, b = "x", "x"
for i = 1, 19 do a = a .. a b = b .. b end
a = a .. "a" b = b .. "b"
while true do local less = a < b end
