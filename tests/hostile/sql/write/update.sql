-- expect: rule
-- Another period.
UPDATE period SET from_day = 1
