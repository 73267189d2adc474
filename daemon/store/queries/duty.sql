-- The duties of the plan (duty/duty_task.h).

-- name: DUTY_TASK_PUT
-- One that began: duty, occurrence, title, body, unit, holder, state, day, due_on, opened_at, predecessor.
INSERT INTO duty_task (duty, occurrence, title, body, unit, holder, state, day, due_on, opened_at, predecessor)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11);

-- name: DUTY_TASK_STATE
-- Its next state: id, state, ended_at, ended_by (null while somebody has to do it).
UPDATE duty_task
   SET state = ?2, ended_at = ?3, ended_by = ?4
 WHERE id = ?1;

-- name: DUTY_TASK_MOVE
-- It is counted from another day and due on another: id, day, due_on.
UPDATE duty_task
   SET day = ?2, due_on = ?3
 WHERE id = ?1;

-- name: DUTY_TASK_LIST
-- All of them, or the one of the number ?1 (0: all), what is due first before the others; output: the newest, in short.
SELECT duty_task.id, duty_task.duty, duty_task.occurrence, duty_task.title AS occurrence_title, duty_task.body, duty_task.unit, duty_task.holder, duty_task.state, duty_task.day,
       duty_task.due_on, duty_task.opened_at, duty_task.ended_at, duty_task.ended_by, duty_task.predecessor, before.holder AS predecessor_holder,
       (SELECT ifnull(paper, ifnull(name, ifnull(type || ' ' || key, note))) FROM duty_output WHERE task = duty_task.id ORDER BY number DESC LIMIT 1) AS output
  FROM duty_task LEFT JOIN duty_task AS before ON before.id = duty_task.predecessor
 WHERE ?1 = 0 OR duty_task.id = ?1
 ORDER BY duty_task.due_on, duty_task.duty, duty_task.occurrence, duty_task.id;

-- name: DUTY_TASK_FOLLOWERS
-- Who got the one of the number ?1.
SELECT id, holder
  FROM duty_task
 WHERE predecessor = ?1
 ORDER BY id;

-- name: DUTY_OUTPUT_PUT
-- What one left behind: task, number, kind, paper, type, key, name, media, sha256, note.
INSERT INTO duty_output (task, number, kind, paper, type, key, name, media, sha256, note)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10);

-- name: DUTY_OUTPUT_LIST
-- What the one of the number ?1 left behind, as it was said.
SELECT number, kind, paper, type, key, name, media, sha256, note
  FROM duty_output
 WHERE task = ?1
 ORDER BY number;

-- name: DUTY_PERFORMED
-- The newest instant of the kind ?1 that was performed; null when none was.
SELECT max(due_at) AS due_at
  FROM performed
 WHERE kind = ?1;

-- name: DUTY_TASK_DUE
-- Which duties stand in one of these states (?1, a JSON list), and when they are due: each day once.
SELECT DISTINCT duty, due_on
  FROM duty_task
 WHERE state IN (SELECT value FROM json_each(?1));

-- name: DUTY_TASK_LAST
-- Who had one last: duty, occurrence, unit (null: it is one for all).
SELECT body, unit
  FROM duty_task
 WHERE duty = ?1 AND occurrence = ?2 AND ifnull(unit, '') = ifnull(?3, '')
 ORDER BY id DESC
 LIMIT 1;
