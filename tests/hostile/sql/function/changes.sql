-- expect: rule
-- What the connection did.
SELECT changes() + last_insert_rowid()
