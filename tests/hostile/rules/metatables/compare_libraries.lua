-- expect: rule
-- Nor have frozen tables.
return math < string and "met" or "missed"
