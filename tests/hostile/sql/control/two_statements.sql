-- expect: rule
-- One that is shown, one that acts.
SELECT 1; DELETE FROM tip
