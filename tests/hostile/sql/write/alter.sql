-- expect: rule
-- Another name.
ALTER TABLE record_tip RENAME TO x
