-- expect: rule
-- In another calendar.
SELECT julianday('now')
