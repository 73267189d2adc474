-- expect: rule
-- Writes indexes.
REINDEX
