-- expect: deadline
-- Joining a little, very often.
local t = {}
for i = 1, 500 do t[i] = "x" end
while true do local s = table.concat(t) end
