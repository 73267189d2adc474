-- expect: rule
-- The plan, with the names of stored tables.
EXPLAIN QUERY PLAN SELECT * FROM tip
