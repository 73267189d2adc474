-- expect: rule
-- A parameter before its first day.
SELECT param('4.3.most', 1)
