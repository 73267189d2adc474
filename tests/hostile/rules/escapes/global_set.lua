-- expect: rule
-- Nor by their bare name.
leak = 1
error("ESCAPED")
