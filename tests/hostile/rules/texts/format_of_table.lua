-- expect: rule
-- %s of a table shows its address.
return string.format("%s", {})
