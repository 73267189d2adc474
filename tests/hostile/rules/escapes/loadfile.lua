-- expect: rule
-- Code from a file, not run yet.
loadfile("/etc/passwd")
