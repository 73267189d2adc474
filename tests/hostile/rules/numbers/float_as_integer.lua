-- expect: rule
-- A float without an integer's value.
return 1 << 0.5
