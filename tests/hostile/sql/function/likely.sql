-- expect: rule
-- Not on the list.
SELECT likely(1)
