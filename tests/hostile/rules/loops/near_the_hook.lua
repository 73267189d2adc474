-- expect: deadline
-- Bodies of a bit under a thousand instructions, so that a careless counter starts anew each time.
local function body() for i = 1, 240 do local x = i end end
while true do body() end
