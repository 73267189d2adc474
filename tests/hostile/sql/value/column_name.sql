-- expect: harmless
-- A name that a terminal would obey.
SELECT 1 AS "x[2J"
