-- expect: deadline|memory|rule
-- A long text a row.
WITH RECURSIVE s(t, n) AS (SELECT 'x', 0 UNION ALL SELECT t || t, n + 1 FROM s WHERE n < 19) SELECT sum(length(upper(t))) FROM s, tip a, tip b, tip c
