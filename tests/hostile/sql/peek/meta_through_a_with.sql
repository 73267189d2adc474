-- expect: rule
-- A WITH that hides a table.
WITH tip AS (SELECT * FROM meta) SELECT count(*) FROM tip
