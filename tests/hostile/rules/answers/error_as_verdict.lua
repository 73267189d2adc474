-- expect: rule
-- Another one.
return "error"
