-- expect: harmless|deadline
-- More rows than anybody reads.
SELECT a.tip_id FROM tip a, tip b, tip c
