-- expect: rule
-- A width as long as one likes.
SELECT printf('%999999999d', 1)
