-- expect: rule
-- Without a name.
SELECT ?1, ?20
