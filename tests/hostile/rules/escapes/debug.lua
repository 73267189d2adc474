-- expect: rule
-- The library that reaches everything.
debug.sethook()
error("ESCAPED")
