-- expect: harmless
-- A WITH that is only counted.
WITH x AS (SELECT tip_id FROM tip) SELECT count(*) FROM x
