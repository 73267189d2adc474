-- expect: deadline
-- Every tip with every tip, four times.
SELECT count(*) FROM tip a, tip b, tip c, tip d
