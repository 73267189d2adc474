-- Alerts and their history. NULL criterion = none (?2 IS criterion compares NULL with NULL).

-- name: ALERT_OPEN
-- A new alert: kind, criterion, subject, period, opened_at, text. Its id is store_last_id.
INSERT INTO alert (kind, criterion, subject, period, opened_at, text)
VALUES (?1, ?2, ?3, ?4, ?5, ?6);

-- name: ALERT_LATEST_ENDED
-- The alert of a (kind, criterion, subject, period) that ended last, to be opened again.
SELECT id, acknowledged_until, resolved_at, ended_as
  FROM alert
 WHERE kind = ?1 AND criterion IS ?2 AND subject = ?3 AND period = ?4 AND resolved_at IS NOT NULL
 ORDER BY id DESC
 LIMIT 1;

-- name: ALERT_REOPEN
-- An alert that ended is open again: id, text. opened_at stays the first time; an acknowledgement was of what is over.
UPDATE alert
   SET text = ?2, acknowledged_until = NULL, resolved_at = NULL, ended_as = NULL
 WHERE id = ?1;

-- name: ALERT_REWORD
-- The sentence of an open alert follows the figures.
UPDATE alert
   SET text = ?2
 WHERE id = ?1;

-- name: ALERT_SUCCEED
-- Another unit has an open alert from now on: id.
UPDATE alert
   SET acknowledged_until = NULL
 WHERE id = ?1;

-- name: ALERT_OPEN_LIST
-- What is open or acknowledged, of every kind.
SELECT id, kind, criterion, subject, period, text, acknowledged_until, resolved_at, ended_as
  FROM alert
 WHERE resolved_at IS NULL
 ORDER BY id;

-- name: ALERT_END
-- An alert ends: id, instant, state.
UPDATE alert
   SET resolved_at = ?2, ended_as = ?3
 WHERE id = ?1;

-- name: ALERT_ACKNOWLEDGE
-- Silent until a day, inclusive: id, day.
UPDATE alert
   SET acknowledged_until = ?2
 WHERE id = ?1 AND resolved_at IS NULL;

-- name: ALERT_STANDING
-- What is open (or acknowledged) of a (kind, period), and what ended in the state ?3 (NULL: no other), with how bad it is and was when it was acknowledged.
SELECT id, criterion, subject, period, text, acknowledged_until, resolved_at, ended_as, extent, acknowledged AS acknowledged_extent
  FROM alert
  LEFT JOIN alert_extent ON alert_extent.alert = alert.id
 WHERE kind = ?1 AND period = ?2 AND (resolved_at IS NULL OR ended_as = ?3)
 ORDER BY id;

-- name: ALERT_GET
-- One alert (its id), with who made the acknowledgement that stands and the note of it; ?2: the event of one.
SELECT alert.id, alert.kind, criterion, subject, period, opened_at, text, acknowledged_until, resolved_at, ended_as,
       said.actor AS acknowledged_by, said.note
  FROM alert
  LEFT JOIN workflow_event AS said
    ON acknowledged_until IS NOT NULL
   AND said.id = (SELECT max(id) FROM workflow_event AS event
                   WHERE event.kind = 'alert' AND event.object = CAST(alert.id AS TEXT) AND event.event = ?2)
 WHERE alert.id = ?1;

-- name: ALERT_EVENTS_SINCE
-- What became of alerts by the change ?1 and those after it, in that order.
SELECT event.event AS what, alert.kind, criterion, subject, period, alert.text
  FROM workflow_event AS event
  JOIN alert ON alert.id = CAST(event.object AS INTEGER)
 WHERE event.kind = 'alert' AND event.sequence >= ?1
 ORDER BY event.id;

-- name: ALERT_OF_CHANGE
-- The alerts of a subject (?3) that had the event ?1 in the change ?2.
SELECT alert.id, alert.kind, criterion, subject, period, alert.text
  FROM workflow_event AS event
  JOIN alert ON alert.id = CAST(event.object AS INTEGER)
 WHERE event.kind = 'alert' AND event.event = ?1 AND event.sequence = ?2 AND alert.subject = ?3
 ORDER BY alert.id;

-- name: ALERT_LIST
-- All alerts, or (?1 = 1) those that are not resolved; otherwise as ALERT_GET.
SELECT alert.id, alert.kind, criterion, subject, period, opened_at, text, acknowledged_until, resolved_at, ended_as,
       said.actor AS acknowledged_by, said.note
  FROM alert
  LEFT JOIN workflow_event AS said
    ON acknowledged_until IS NOT NULL
   AND said.id = (SELECT max(id) FROM workflow_event AS event
                   WHERE event.kind = 'alert' AND event.object = CAST(alert.id AS TEXT) AND event.event = ?2)
 WHERE ?1 = 0 OR resolved_at IS NULL
 ORDER BY alert.id;

-- name: ALERT_OPEN_CAUSES
-- What is not resolved: of what, no more.
SELECT id, kind, criterion, subject, period
  FROM alert
 WHERE resolved_at IS NULL
 ORDER BY id;

-- name: ALERT_UNACKNOWLEDGE
-- An acknowledgement is over: id, text.
UPDATE alert
   SET acknowledged_until = NULL, text = ?2
 WHERE id = ?1;

-- name: ALERT_EXTENT_SET
-- How bad it is: alert, extent.
INSERT INTO alert_extent (alert, extent)
VALUES (?1, ?2)
    ON CONFLICT (alert) DO UPDATE SET extent = ?2;

-- name: ALERT_EXTENT_ACKNOWLEDGE
-- How bad it is now is what was acknowledged: alert.
UPDATE alert_extent
   SET acknowledged = extent
 WHERE alert = ?1;

-- name: ALERT_TENDED
-- What is not resolved, with when it began to be as it is and when it was last told to the next office. Events: ?1 raised, ?2 reopened, ?3 expired,
-- ?4 worsened, ?5 released, ?6 escalated.
SELECT alert.id, alert.kind, criterion, subject, period, text, acknowledged_until, resolved_at, extent,
       (SELECT max(event.at) FROM workflow_event AS event
         WHERE event.kind = 'alert' AND event.object = CAST(alert.id AS TEXT) AND event.event IN (?1, ?2, ?3, ?4, ?5)) AS since,
       (SELECT max(event.id) FROM workflow_event AS event
         WHERE event.kind = 'alert' AND event.object = CAST(alert.id AS TEXT) AND event.event IN (?1, ?2)) AS opened,
       (SELECT max(event.id) FROM workflow_event AS event
         WHERE event.kind = 'alert' AND event.object = CAST(alert.id AS TEXT) AND event.event = ?6) AS escalated
  FROM alert
  LEFT JOIN alert_extent ON alert_extent.alert = alert.id
 WHERE resolved_at IS NULL
 ORDER BY alert.id;

-- name: ALERT_OPEN_OF
-- What is not resolved of a kind, with how bad it is.
SELECT id, subject, period, extent
  FROM alert
  LEFT JOIN alert_extent ON alert_extent.alert = alert.id
 WHERE kind = ?1 AND resolved_at IS NULL
 ORDER BY id;

-- name: ALERT_WITHHOLD
-- Something is to be told of it later: alert, kind of message, whether it stands apart, instant. What is owed already stays; of what does not stand apart
-- the first is enough.
INSERT OR IGNORE INTO alert_withheld (alert, kind, apart, since)
SELECT ?1, ?2, ?3, ?4
 WHERE ?3 = 1 OR NOT EXISTS (SELECT 1 FROM alert_withheld WHERE alert = ?1 AND apart = 0);

-- name: ALERT_WITHHELD
-- The alerts of which something is owed.
SELECT alert_withheld.alert AS id, alert_withheld.kind AS message, since, alert.kind, criterion, subject, period, text, acknowledged_until, resolved_at
  FROM alert_withheld
  JOIN alert ON alert.id = alert_withheld.alert
 ORDER BY alert_withheld.alert, apart, alert_withheld.kind;

-- name: ALERT_WITHHELD_END
-- Nothing is owed any more: alert.
DELETE FROM alert_withheld
 WHERE alert = ?1;

-- name: SILENCE_ADD
-- kind, criterion, unit, period, reason, until, state, made_at, made_by.
INSERT INTO silence (kind, criterion, unit, period, reason, until, state, made_at, made_by)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9);

-- name: SILENCE_END
-- id, state, instant, by whom.
UPDATE silence
   SET state = ?2, ended_at = ?3, ended_by = ?4
 WHERE id = ?1;

-- name: SILENCE_STANDING
-- Those in the state ?1.
SELECT id, kind, criterion, unit, period, reason, until, made_at, made_by
  FROM silence
 WHERE state = ?1
 ORDER BY id;

-- name: SILENCE_GET
-- One of them.
SELECT id, kind, criterion, unit, period, reason, until, state, made_at, made_by, ended_at, ended_by
  FROM silence
 WHERE id = ?1;

-- name: SILENCE_LIST
-- All of them, the newest first.
SELECT id, kind, criterion, unit, period, reason, until, state, made_at, made_by, ended_at, ended_by
  FROM silence
 ORDER BY id DESC;
