-- expect: rule
-- Nor a number.
SELECT ?
