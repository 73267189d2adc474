-- expect: rule
-- An error that is no text.
error("\xff\xfe\x80")
