-- expect: deadline|memory
-- A recursion whose queue is sorted.
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n ORDER BY 1 DESC) SELECT max(i) FROM n
