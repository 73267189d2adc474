-- expect: harmless
-- What a rule is for.
SELECT ward AS subject, count(*) AS num FROM tip WHERE received_on >= :from AND received_on < :until GROUP BY ward
