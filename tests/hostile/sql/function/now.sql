-- expect: rule
-- Today is data.
SELECT date('now')
