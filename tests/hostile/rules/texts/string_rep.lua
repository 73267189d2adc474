-- expect: rule
-- string.rep makes as much as one asks for, in one call.
return string.rep("x", 1 << 30)
