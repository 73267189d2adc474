-- expect: deadline
-- error() in a loop of functions catches nothing.
local function f() local ok = assert(true, "x") return f() end
return f()
