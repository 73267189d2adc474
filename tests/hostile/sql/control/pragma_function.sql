-- expect: rule
-- The same as a table.
SELECT * FROM pragma_database_list
