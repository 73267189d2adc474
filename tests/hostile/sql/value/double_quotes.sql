-- expect: rule
-- A word in double quotes is a name.
SELECT "force"
