-- expect: memory|deadline
-- Remembers every pair.
SELECT count(*) FROM (SELECT DISTINCT a.tip_id || b.tip_id || c.tip_id FROM tip a, tip b, tip c)
