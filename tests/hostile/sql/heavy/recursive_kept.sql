-- expect: memory|deadline
-- A recursion that remembers all it has seen.
WITH RECURSIVE n(i) AS (SELECT 1 UNION SELECT i + 1 FROM n) SELECT count(*) FROM n
