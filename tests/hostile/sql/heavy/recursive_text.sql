-- expect: rule|deadline|memory
-- A recursion whose text doubles.
WITH RECURSIVE n(i) AS (SELECT 'x' UNION ALL SELECT i || i FROM n) SELECT count(i) FROM n
