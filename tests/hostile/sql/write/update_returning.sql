-- expect: rule
-- The same, as a question.
UPDATE period SET from_day = 1 RETURNING from_day
