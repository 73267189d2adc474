-- expect: rule
-- Into the frozen tables.
return rawget(_ENV, "os")
