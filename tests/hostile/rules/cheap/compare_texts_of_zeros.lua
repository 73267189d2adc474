-- expect: deadline
-- Lua compares texts with zero bytes piece by piece, which is slow.
local a, b = "\0", "\0"
for i = 1, 18 do a = a .. a b = b .. b end
a = a .. "a" b = b .. "b"
while true do local less = a < b end
