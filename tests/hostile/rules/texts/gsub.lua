-- expect: rule
-- Replacing makes texts without end.
return string.gsub("x", "x", "xx")
