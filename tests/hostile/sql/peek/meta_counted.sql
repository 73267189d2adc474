-- expect: rule
-- How much it knows.
SELECT count(*) FROM meta
