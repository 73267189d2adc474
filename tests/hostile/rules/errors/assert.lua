-- expect: rule
-- assert with a table.
assert(false, {})
