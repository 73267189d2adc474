-- expect: rule
-- How it was made.
SELECT sqlite_compileoption_get(0)
