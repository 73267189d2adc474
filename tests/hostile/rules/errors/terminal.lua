-- expect: rule
-- An error that a terminal would obey.
error("\27[2J\27]0;x\7")
