-- expect: rule
-- More places than values.
return string.format("%s %s %s", 1)
