-- expect: rule
-- Who did what.
SELECT * FROM audit
