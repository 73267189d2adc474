-- expect: memory
-- The separator is the bomb.
local s = "x"
for i = 1, 18 do s = s .. s end
local t = {}
for i = 1, 1000 do t[i] = "" end
return table.concat(t, s)
