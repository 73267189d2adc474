-- expect: deadline
-- The largest of many, without end.
local t = {}
for i = 1, 200 do t[i] = i end
while true do local m = math.max(table.unpack(t)) end
