-- expect: rule
-- Writes statistics.
ANALYZE
