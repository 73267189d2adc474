-- expect: deadline
-- Cheap calls, each below the count of the hook.
local t = {}
for i = 1, 500 do t[i] = i end
while true do for _ in pairs(t) do break end end
