-- Leave to change the records of a locked month (lock/lock_exception.h).

-- name: LOCK_EXCEPTION_INSERT
-- One that is asked for: unit, period, until, reason, state, asked_by, asked_at.
INSERT INTO lock_exception (unit, period, until, reason, state, asked_by, asked_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7);

-- name: LOCK_EXCEPTION_DECIDE
-- It is decided: id, state, decided_by, decided_at.
UPDATE lock_exception
   SET state = ?2, decided_by = ?3, decided_at = ?4
 WHERE id = ?1;

-- name: LOCK_EXCEPTION_GET
-- One of them; decision: the reason that was given when it was decided last.
SELECT id, unit, period, until, reason, state, asked_by, asked_at, decided_by, decided_at,
       (SELECT note
          FROM workflow_event
         WHERE kind = 'exception' AND object = CAST(lock_exception.id AS TEXT) AND decided_at IS NOT NULL
         ORDER BY id DESC
         LIMIT 1) AS decision
  FROM lock_exception
 WHERE id = ?1;

-- name: LOCK_EXCEPTION_LIST
-- All of them as LOCK_EXCEPTION_GET has one, the newest first.
SELECT id, unit, period, until, reason, state, asked_by, asked_at, decided_by, decided_at,
       (SELECT note
          FROM workflow_event
         WHERE kind = 'exception' AND object = CAST(lock_exception.id AS TEXT) AND decided_at IS NOT NULL
         ORDER BY id DESC
         LIMIT 1) AS decision
  FROM lock_exception
 ORDER BY id DESC;

-- name: LOCK_EXCEPTION_OF
-- The newest of the period ?1 and the unit ?2, or the topmost unit ?3, that is in the state ?4 and lasts until the day ?5 or longer.
SELECT id
  FROM lock_exception
 WHERE period = ?1 AND unit IN (?2, ?3) AND state = ?4 AND until >= ?5
 ORDER BY id DESC
 LIMIT 1;
