-- expect: rule
-- %d of what is no integer.
return string.format("%d", 0.5)
