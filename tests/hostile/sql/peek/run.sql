-- expect: rule
-- What was decided.
SELECT * FROM run
