-- expect: rule
-- An error at a level that there is not.
error("x", 1 << 40)
