-- expect: rule
-- A type and a field that there are not.
SELECT rank('audit', 'actor', 'x')
