-- expect: rule
-- The editor's function, outside of a coverage.
SELECT reached(1, 1)
