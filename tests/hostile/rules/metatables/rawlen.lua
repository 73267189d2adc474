-- expect: rule
-- Not on the list.
return rawlen({})
