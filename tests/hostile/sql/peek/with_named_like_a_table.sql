-- expect: rule
-- A WITH whose name a hidden table has, beside that table.
SELECT (WITH meta AS (SELECT 1) SELECT count(*) FROM meta) + (SELECT count(*) FROM meta)
