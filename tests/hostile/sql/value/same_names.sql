-- expect: harmless
-- Two columns of one name.
SELECT 1 AS a, 2 AS a
