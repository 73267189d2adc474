-- expect: rule
-- One letter off.
SELECT count(*) FROM tip WHERE received_on < :untl
