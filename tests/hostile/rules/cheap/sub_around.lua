-- expect: deadline
-- Cuts a long text again and again.
local s = "x"
for i = 1, 19 do s = s .. s end
while true do local t = string.sub(s, 2) end
