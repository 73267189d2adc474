-- expect: rule
-- A function's environment, changed from outside.
local function f() return os end
local _ENV = { os = 1 }
if f() then error("ESCAPED") end
