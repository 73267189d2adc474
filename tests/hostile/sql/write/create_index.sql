-- expect: rule
-- An index of one's own.
CREATE INDEX x ON record_tip (ward)
