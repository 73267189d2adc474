-- expect: rule
-- Whole packages.
SELECT count(*) FROM content
