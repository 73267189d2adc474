-- expect: memory|deadline
-- Texts that are all kept.
local t, i = {}, 0
while true do i = i + 1 t[i] = "text number " .. i end
