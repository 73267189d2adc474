-- expect: rule
-- A message about a table does not say where it lies.
local t = {}
return t .. "x"
