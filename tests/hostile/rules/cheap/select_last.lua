-- expect: deadline
-- Walks the arguments for each.
local function f(...) for i = 1, select("#", ...) do local x = select(i, ...) end end
local t = {}
for i = 1, 200 do t[i] = i end
while true do f(table.unpack(t)) end
