-- expect: rule
-- Takes another row's place.
REPLACE INTO home VALUES ('x', 'y', 1)
