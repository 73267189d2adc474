-- expect: rule|memory|deadline
-- One text of all.
SELECT group_concat(a.tip_id || b.tip_id) FROM tip a, tip b
