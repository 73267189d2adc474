-- What of the timetable was performed.

-- name: PERFORMED_INSERT
-- An entry of the timetable was performed: kind, period, due_at, at. A second time is an error.
INSERT INTO performed (kind, period, due_at, at)
VALUES (?1, ?2, ?3, ?4);

-- name: PERFORMED_LIST
-- All that was performed.
SELECT kind, period, due_at, at
  FROM performed
 ORDER BY at, due_at;

-- name: PERFORMED_GET
-- When an entry was performed: kind, period.
SELECT due_at, at
  FROM performed
 WHERE kind = ?1 AND period = ?2;

-- name: PERFORMED_DELETE
-- An entry is to be performed once more, because what it did was re-opened: kind, period.
DELETE FROM performed
 WHERE kind = ?1 AND period = ?2;
