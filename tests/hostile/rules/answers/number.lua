-- expect: rule
-- A number is none.
return 1
