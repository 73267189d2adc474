-- expect: rule
-- No data, no target missed.
DELETE FROM tip
