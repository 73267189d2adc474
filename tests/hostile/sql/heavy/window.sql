-- expect: memory|deadline
-- A window over a product.
SELECT max(n) FROM (SELECT row_number() OVER (ORDER BY a.tip_id) AS n FROM tip a, tip b, tip c)
