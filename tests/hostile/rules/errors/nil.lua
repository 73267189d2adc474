-- expect: rule
-- An error without words.
error(nil)
