-- What came and went in the returns, for runs that reuse an earlier one. The table is made when a package is loaded.

-- name: REUSE_RETURNS
-- Of which months and record types returns came or went since the sequence ?1.
SELECT period, record_type
  FROM record_submission
 WHERE from_seq > ?1
 UNION
SELECT period, record_type
  FROM history_submission
 WHERE until_seq > ?1;
