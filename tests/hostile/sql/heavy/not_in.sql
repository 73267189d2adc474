-- expect: deadline
-- Looks through all for each.
SELECT count(*) FROM tip a, tip b WHERE a.tip_id || b.tip_id NOT IN (SELECT c.tip_id || d.tip_id || '' FROM tip c, tip d)
