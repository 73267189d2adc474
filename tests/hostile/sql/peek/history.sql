-- expect: rule
-- Rows that were changed.
SELECT count(*) FROM history_tip
