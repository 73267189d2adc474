-- expect: rule
-- The lock off.
PRAGMA query_only = OFF
