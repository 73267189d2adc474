-- expect: deadline
-- Tail calls need no stack.
local function f() return f() end
return f()
