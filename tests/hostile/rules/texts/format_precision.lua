-- expect: rule
-- Digits as many as one likes.
return string.format("%.99999f", 1)
