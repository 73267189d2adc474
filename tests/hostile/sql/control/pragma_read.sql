-- expect: rule
-- Which files there are.
PRAGMA database_list
