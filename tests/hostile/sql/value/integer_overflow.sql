-- expect: rule|harmless
-- A sum that does not fit.
SELECT sum(x) FROM (SELECT 9223372036854775807 AS x UNION ALL SELECT 1)
