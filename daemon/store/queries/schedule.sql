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

-- name: SETTLED_LAST
-- The change by which what follows from records was settled last (0: none), and that which put the rules in force; ?1: the action of the first.
SELECT coalesce((SELECT sequence FROM audit WHERE action = ?1 ORDER BY sequence DESC LIMIT 1), 0) AS sequence,
       (SELECT max(sequence) FROM activation) AS rules;
