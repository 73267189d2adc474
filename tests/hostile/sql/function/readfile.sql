-- expect: rule
-- A file.
SELECT readfile('/etc/passwd')
