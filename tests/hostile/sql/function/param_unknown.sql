-- expect: rule
-- A parameter that there is not.
SELECT param('no.such', :last)
