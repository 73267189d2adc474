-- expect: rule
-- A table made of a text.
SELECT count(*) FROM json_each('[1, 2, 3]')
