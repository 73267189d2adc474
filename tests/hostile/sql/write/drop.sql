-- expect: rule
-- The view away, the table lies open.
DROP VIEW tip
