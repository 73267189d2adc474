-- expect: rule
-- More code.
load("error('ESCAPED')")()
