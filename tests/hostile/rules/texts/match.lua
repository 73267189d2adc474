-- expect: rule
-- Another way to a pattern.
return string.match("x", "x")
