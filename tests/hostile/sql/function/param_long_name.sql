-- expect: rule
-- A name of a megabyte.
WITH RECURSIVE s(t, n) AS (SELECT 'x', 0 UNION ALL SELECT t || t, n + 1 FROM s WHERE n < 19) SELECT param(t, :last) FROM s WHERE n = 19
