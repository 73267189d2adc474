-- expect: deadline
-- A sub-select a row, in a sub-select a row.
SELECT count(*) FROM tip a WHERE (SELECT count(*) FROM tip b WHERE (SELECT count(*) FROM tip c WHERE c.received_on + b.received_on > a.received_on) > 0) > 0
