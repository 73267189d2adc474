-- expect: deadline|memory
-- Many keys, taken out and put in.
local t = {}
while true do for i = 1, 4000 do t["k" .. i] = i end for i = 1, 4000 do t["k" .. i] = nil end end
