-- expect: rule
-- Nor is a table.
return { "met" }
