-- expect: rule
-- Filled at once.
CREATE TABLE x AS SELECT * FROM tip
