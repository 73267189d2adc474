-- expect: rule
-- The end of ours.
COMMIT
