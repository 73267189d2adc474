-- expect: rule
-- The same as bytes.
SELECT length(randomblob(8))
