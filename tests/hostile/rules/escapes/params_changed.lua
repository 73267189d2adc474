-- expect: rule
-- Nor are the parameters its own.
params.x = "1"
error("ESCAPED")
