-- expect: rule
-- Which views there are.
SELECT * FROM sqlite_temp_master
