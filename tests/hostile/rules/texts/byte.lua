-- expect: rule
-- Not on the list.
return string.byte("x")
