-- expect: rule
-- A row of one's own.
INSERT INTO home VALUES ('x', 'y', 1)
