-- expect: rule
-- Code from a file.
dofile("/etc/passwd")
