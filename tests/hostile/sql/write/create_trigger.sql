-- expect: rule
-- What would run later.
CREATE TEMP TRIGGER x AFTER INSERT ON home BEGIN DELETE FROM home; END
