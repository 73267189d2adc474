-- expect: rule
-- Before the first argument.
return select(-9, 1, 2)
