-- expect: rule
-- A day that is none.
SELECT param('4.3.most', 'today')
