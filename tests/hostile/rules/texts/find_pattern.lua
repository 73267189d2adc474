-- expect: rule
-- Patterns may take time without end.
return string.find("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "(a-)*(a-)*(a-)*b")
