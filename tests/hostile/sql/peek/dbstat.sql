-- expect: rule
-- The pages of the file.
SELECT * FROM dbstat
