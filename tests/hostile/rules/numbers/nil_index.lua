-- expect: rule
-- Nor is nil.
local t = {}
t[nil] = 1
