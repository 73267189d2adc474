-- expect: rule
-- An iterator in C.
for w in string.gmatch("a b c", "%a+") do end
