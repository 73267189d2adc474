-- expect: rule
-- A table of a module.
CREATE VIRTUAL TABLE temp.x USING fts4(a)
