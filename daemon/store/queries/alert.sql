-- Alerts and their history. NULL criterion = none (?2 IS criterion compares NULL with NULL).

-- name: ALERT_OPEN
-- A new alert: kind, criterion, subject, period, opened_at, text. Its id is store_last_id.
INSERT INTO alert (kind, criterion, subject, period, opened_at, text)
VALUES (?1, ?2, ?3, ?4, ?5, ?6);

-- name: ALERT_REWORD
-- The sentence of an open alert follows the figures.
UPDATE alert
   SET text = ?2
 WHERE id = ?1;

-- name: ALERT_RESOLVE
-- An alert ends: id, instant.
UPDATE alert
   SET resolved_at = ?2
 WHERE id = ?1 AND resolved_at IS NULL;

-- name: ALERT_ACKNOWLEDGE
-- Silent until a day, inclusive: id, day.
UPDATE alert
   SET acknowledged_until = ?2
 WHERE id = ?1 AND resolved_at IS NULL;

-- name: ALERT_EVENT
-- History: alert, at, event, actor, until, note.
INSERT INTO alert_event (alert, at, event, actor, until, note)
VALUES (?1, ?2, ?3, ?4, ?5, ?6);

-- name: ALERT_UNRESOLVED
-- What is open (or acknowledged) of a (kind, period).
SELECT id, criterion, subject, text
  FROM alert
 WHERE kind = ?1 AND period = ?2 AND resolved_at IS NULL
 ORDER BY id;

-- name: ALERT_GET
-- One alert.
SELECT id, kind, criterion, subject, period, opened_at, text, acknowledged_until, resolved_at
  FROM alert
 WHERE id = ?1;

-- name: ALERT_LIST
-- All alerts, or (?1 = 1) those that are not resolved.
SELECT id, kind, criterion, subject, period, opened_at, text, acknowledged_until, resolved_at
  FROM alert
 WHERE ?1 = 0 OR resolved_at IS NULL
 ORDER BY id;
