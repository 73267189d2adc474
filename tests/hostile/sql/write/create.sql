-- expect: rule
-- A table of one's own.
CREATE TEMP TABLE x (a)
