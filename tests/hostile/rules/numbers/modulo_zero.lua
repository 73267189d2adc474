-- expect: rule
-- Nor of a remainder.
return num % 0
