-- expect: rule
-- What the daemon knows.
SELECT * FROM meta
