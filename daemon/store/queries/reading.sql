-- Who read what is private in records (command/private_reading.h).

-- name: READING_INSERT
-- One row: at, actor, via, command, type, unit, key, records, reason, sequence.
INSERT INTO reading (at, actor, via, command, type, unit, key, records, reason, sequence)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10);

-- name: READING_KNOWN
-- Whether actor ?1 has a row since ?2 of command ?3 about type ?4, unit ?5, key ?6 with at least ?7 records.
SELECT 1 AS known
  FROM reading
 WHERE actor = ?1 AND at >= ?2 AND command = ?3 AND type = ?4 AND unit IS ?5 AND key IS ?6 AND records >= ?7 AND reason IS NULL
 LIMIT 1;

-- name: READING_LIST
-- At most ?1 rows, newest first, none from before ?2.
SELECT id, at, actor, via, command, type, unit, key, records, reason
  FROM reading
 WHERE at >= ?2
 ORDER BY id DESC
 LIMIT ?1;

-- name: READING_FORGET_OLD
-- Rows from before ?1.
DELETE FROM reading
 WHERE at < ?1;
