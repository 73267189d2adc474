-- expect: rule
-- A shared object.
SELECT load_extension('libc.so.6')
