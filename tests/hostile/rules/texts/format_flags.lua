-- expect: rule
-- Flags repeated without sense.
return string.format("%-+ #0-+ #0-+ #0d", 1)
