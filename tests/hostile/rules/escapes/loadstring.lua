-- expect: rule
-- The old name.
loadstring("error('ESCAPED')")()
