-- expect: deadline
-- Gives and drops many values.
local t = {}
for i = 1, 200 do t[i] = i end
while true do local n = select("#", table.unpack(t)) end
