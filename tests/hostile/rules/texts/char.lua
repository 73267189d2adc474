-- expect: rule
-- Not on the list.
return string.char(255, 254)
