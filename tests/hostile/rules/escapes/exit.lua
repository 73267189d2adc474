-- expect: rule
-- An end of the whole process.
os.exit(0)
