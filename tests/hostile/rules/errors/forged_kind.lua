-- expect: rule
-- An error with the words of another kind.
error("out of memory")
