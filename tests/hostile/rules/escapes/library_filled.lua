-- expect: rule
-- Nor filled by a function that sets fields.
table.insert(math, 1)
error("ESCAPED")
