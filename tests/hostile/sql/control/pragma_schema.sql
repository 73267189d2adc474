-- expect: rule
-- The schema writable.
PRAGMA writable_schema = ON
