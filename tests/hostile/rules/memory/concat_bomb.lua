-- expect: memory
-- Few elements, many times the same one.
local s = "x"
for i = 1, 19 do s = s .. s end
local t = {}
for i = 1, 1000 do t[i] = s end
return table.concat(t)
