-- expect: rule
-- The fourth value of a for loop is closed at its end.
for i in function() return nil end, nil, nil, {} do end
error("ESCAPED")
