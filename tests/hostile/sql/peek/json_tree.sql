-- expect: rule
-- Another one.
SELECT * FROM json_tree('[1, 2, 3]')
