-- expect: rule
-- A constant that is changed.
local x <const> = 1
x = 2
