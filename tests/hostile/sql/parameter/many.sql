-- expect: rule
-- More than there are.
SELECT ?999
