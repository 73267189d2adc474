-- expect: harmless|rule
-- Bytes.
SELECT x'00ff'
