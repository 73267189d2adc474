-- expect: rule
-- A parameter that nobody gives a value.
SELECT :ward
