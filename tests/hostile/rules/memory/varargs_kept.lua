-- expect: memory|rule
-- Each level of calls keeps the values of all levels before it.
local function f(...) return 1 + f(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, ...) end
return f()
