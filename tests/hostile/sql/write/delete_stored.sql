-- expect: rule
-- At the place where they lie.
DELETE FROM record_tip
