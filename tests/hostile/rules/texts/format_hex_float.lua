-- expect: rule
-- %a shows how the machine keeps numbers.
return string.format("%a", 0.1)
