-- expect: memory|deadline
-- A text that grows a little at a time.
local s = "x"
while true do s = s .. "xxxxxxxxxxxxxxxx" end
