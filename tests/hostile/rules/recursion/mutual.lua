-- expect: memory
-- Two functions that wait for each other.
local a, b
function a() return 1 + b() end
function b() return 1 + a() end
return a()
