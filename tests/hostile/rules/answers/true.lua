-- expect: rule
-- Nor is yes.
return true
