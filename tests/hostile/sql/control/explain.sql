-- expect: rule
-- The program of a statement, with what lies behind it.
EXPLAIN SELECT * FROM tip
