-- expect: deadline
-- Two functions that hand over to each other.
local a, b
function a() return b() end
function b() return a() end
return a()
