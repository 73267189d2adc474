-- expect: rule
-- How many there are.
SELECT count(*) FROM sqlite_master
