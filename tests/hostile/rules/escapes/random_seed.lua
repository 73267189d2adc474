-- expect: rule
-- Nor is there a seed.
math.randomseed(1)
error("ESCAPED")
