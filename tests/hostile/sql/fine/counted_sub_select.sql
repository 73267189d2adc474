-- expect: harmless
-- A sub-select that is only counted.
SELECT count(*) FROM (SELECT 1 UNION ALL SELECT 2)
