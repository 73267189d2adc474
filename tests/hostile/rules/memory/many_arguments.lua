-- expect: memory|rule
-- As many values as the stack holds.
local t = {}
for i = 1, 60000 do t[i] = i end
local function f(...) return f(table.unpack(t), ...) end
return f()
