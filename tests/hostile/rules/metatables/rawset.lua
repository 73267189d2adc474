-- expect: rule
-- Past the frozen tables.
rawset(math, "floor", 1)
error("ESCAPED")
