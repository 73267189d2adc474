-- expect: rule
-- A table that holds itself, as a verdict.
local t = {}
t.t = t
return t
