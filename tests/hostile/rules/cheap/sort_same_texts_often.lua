-- expect: deadline
-- Few long texts at many places.
local a, b = "x", "x"
for i = 1, 19 do a = a .. a b = b .. b end
a = a .. "a" b = b .. "b"
local t = {}
for i = 1, 60000, 2 do t[i] = a t[i + 1] = b end
table.sort(t)
