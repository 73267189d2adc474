-- expect: deadline
-- Work that needs no memory.
local s = ""
while true do s = s .. "" end
