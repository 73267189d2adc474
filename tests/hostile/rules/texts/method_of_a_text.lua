-- expect: rule
-- Texts have no methods.
local s = "x"
return s:len()
