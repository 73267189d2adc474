-- expect: rule
-- A width as long as one likes.
return string.format("%99999999d", 1)
