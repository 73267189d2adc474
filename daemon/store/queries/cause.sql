-- Why targets were missed, as people wrote it (cause/cause.h).

-- name: CAUSE_INSERT
-- A text more: unit, criterion, period, cause, remedy, written_by, written_at.
INSERT INTO cause (unit, criterion, period, cause, remedy, written_by, written_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7);

-- name: CAUSE_LIST
-- All texts, the newest first.
SELECT id, unit, criterion, period, cause, remedy, written_by, written_at
  FROM cause
 ORDER BY id DESC;

-- name: CAUSE_HOLDING
-- Those that hold, the newest first.
SELECT id, unit, criterion, period, cause, remedy, written_by, written_at
  FROM cause
 WHERE id IN (SELECT max(id) FROM cause GROUP BY period, unit, criterion)
 ORDER BY id DESC;

-- name: CAUSE_OF
-- Those of the period ?1, the unit ?2 and the target ?3, the newest first.
SELECT id, unit, criterion, period, cause, remedy, written_by, written_at
  FROM cause
 WHERE period = ?1 AND unit = ?2 AND criterion = ?3
 ORDER BY id DESC;

-- name: CAUSE_IN
-- All of the period ?1, the oldest first.
SELECT unit, criterion, cause, remedy
  FROM cause
 WHERE period = ?1
 ORDER BY id;
