-- expect: rule
-- The statements of the connection.
SELECT count(*) FROM sqlite_stmt
