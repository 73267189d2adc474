-- expect: harmless|rule
-- A text with an end inside.
SELECT CAST(x'610062' AS TEXT)
