-- expect: rule
-- A library that is not there.
return utf8.char(1114111)
