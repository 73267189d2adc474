-- expect: harmless|rule
-- A comment that is not closed, which SQLite takes.
SELECT 1 /* x
