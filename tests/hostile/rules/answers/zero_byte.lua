-- expect: rule
-- A word with an end inside.
return "met\0"
