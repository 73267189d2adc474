-- expect: rule
-- A base that there is not.
return tonumber("10", 99)
