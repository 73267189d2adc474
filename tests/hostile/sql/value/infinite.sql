-- expect: harmless|rule
-- A number above all.
SELECT 9e999, -9e999
