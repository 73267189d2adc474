-- expect: deadline|memory
-- A new function each time round.
local f = function() end
while true do local g = f; f = function() return g end end
