-- expect: deadline
-- Sorting a little, very often.
local t = {}
for i = 1, 300 do t[i] = -i end
while true do table.sort(t) end
