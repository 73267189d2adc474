-- expect: rule
-- An attribute that there is not.
local x <weak> = 1
