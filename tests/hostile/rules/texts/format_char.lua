-- expect: rule
-- %c makes any byte.
return string.format("%c", 0)
