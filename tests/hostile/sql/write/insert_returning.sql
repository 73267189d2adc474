-- expect: rule
-- A change that looks like a question.
INSERT INTO home VALUES ('x', 'y', 1) RETURNING unit
