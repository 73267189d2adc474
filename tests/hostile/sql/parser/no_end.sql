-- expect: rule
-- A text that is not closed.
SELECT 'x
