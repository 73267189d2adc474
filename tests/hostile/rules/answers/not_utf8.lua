-- expect: rule
-- Bytes that are no text.
return "\xff\xfe"
