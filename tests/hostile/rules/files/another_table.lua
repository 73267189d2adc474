-- expect: rule
-- A table that was not declared.
return { title = "x" }
