-- expect: deadline
-- Exponential.
local function f(n) return n < 2 and n or f(n - 1) + f(n - 2) end
return f(90)
