-- expect: rule
-- Reads and writes machine words.
return string.pack("j", 1)
