-- expect: deadline
-- With a condition that no index answers.
SELECT count(*) FROM tip a, tip b, tip c WHERE a.received_on + b.received_on + c.received_on = 1
