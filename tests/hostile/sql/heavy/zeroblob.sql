-- expect: rule
-- A gigabyte of nothing.
SELECT length(zeroblob(1000000000))
