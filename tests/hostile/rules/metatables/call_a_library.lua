-- expect: rule
-- Nor can frozen tables.
return math(1)
