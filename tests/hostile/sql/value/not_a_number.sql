-- expect: harmless|rule
-- Their difference.
SELECT 9e999 - 9e999
