-- expect: rule
-- A place to go back to.
SAVEPOINT x
