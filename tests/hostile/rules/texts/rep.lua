-- expect: rule
-- A method of a text.
return ("x"):rep(1 << 30)
