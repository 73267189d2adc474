-- The history of things with a life cycle (workflow/workflow_table.c).

-- name: WORKFLOW_EVENT
-- A step: kind, object, at, sequence, event, state after it, actor, note, until (a day).
INSERT INTO workflow_event (kind, object, at, sequence, event, state, actor, note, until)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9);

-- name: WORKFLOW_EVENTS
-- What became of one thing, oldest first: kind, object.
SELECT at, event, state, actor, until, note, sequence
  FROM workflow_event
 WHERE kind = ?1 AND object = ?2
 ORDER BY id;

-- name: WORKFLOW_EVENT_SINCE
-- A step of the kind ?2 behind the step ?1; none: nothing.
SELECT id
  FROM workflow_event
 WHERE id > ?1 AND +kind = ?2
 LIMIT 1;

-- name: WORKFLOW_EVENT_NEWEST
-- The number of the newest step; null when there is none.
SELECT max(id) AS id
  FROM workflow_event;

-- name: WORKFLOW_STEPS
-- How often each thing of the kind ?1 went on, and when it did last.
SELECT object, count(*) AS steps, max(at) AS changed
  FROM workflow_event
 WHERE kind = ?1
 GROUP BY object;
