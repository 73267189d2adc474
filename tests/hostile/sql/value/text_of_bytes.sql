-- expect: harmless|rule
-- A text that is none.
SELECT CAST(x'fffe80' AS TEXT)
