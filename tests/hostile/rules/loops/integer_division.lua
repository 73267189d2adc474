-- expect: deadline
-- Arithmetic without end.
local x = math.maxinteger
while true do x = x // 3 + 7 end
