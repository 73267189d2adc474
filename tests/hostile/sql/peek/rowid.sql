-- expect: rule|harmless
-- The number of a stored row.
SELECT rowid FROM tip
