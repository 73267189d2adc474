-- expect: rule
-- Another verdict each time.
SELECT random()
