-- expect: rule
-- The daemon's environment.
return os.getenv("HOME")
