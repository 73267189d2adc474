-- expect: rule
-- %s of a function shows its address.
return string.format("%s", type)
