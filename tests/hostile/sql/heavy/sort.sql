-- expect: memory|deadline
-- Sorts a product that does not fit.
SELECT a.tip_id, b.tip_id, c.tip_id FROM tip a, tip b, tip c ORDER BY b.tip_id || a.tip_id || c.tip_id
