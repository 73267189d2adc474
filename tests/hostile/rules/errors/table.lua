-- expect: rule
-- An error that is a table.
error({ kind = "deadline" })
