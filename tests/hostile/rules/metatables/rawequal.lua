-- expect: rule
-- Not on the list.
return rawequal(1, 1)
