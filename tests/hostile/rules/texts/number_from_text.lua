-- expect: rule
-- Arithmetic on texts needs the metatable of texts.
return "10" + 1
