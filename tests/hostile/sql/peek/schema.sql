-- expect: rule
-- Which tables there are.
SELECT * FROM sqlite_schema
