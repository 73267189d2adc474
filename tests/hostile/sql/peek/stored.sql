-- expect: rule
-- Rows that were taken back.
SELECT * FROM record_tip
