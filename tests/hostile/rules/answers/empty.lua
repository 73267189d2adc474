-- expect: rule
-- An empty word.
return ""
