-- expect: rule
-- A measure has no subject.
SELECT :subject
