-- expect: rule
-- A choice that there is not.
SELECT rank('tip', 'channel', 'xyz')
