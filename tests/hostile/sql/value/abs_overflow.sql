-- expect: rule
-- The one number without its opposite.
SELECT abs(-9223372036854775808)
