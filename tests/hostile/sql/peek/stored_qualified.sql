-- expect: rule
-- The same with the database's name.
SELECT * FROM main.record_tip
