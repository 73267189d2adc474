-- Runs and the periods that owe one.

-- name: RUN_INSERT
-- A run: period, stage, cause, adjusted, package, sequence, at, receipt (JSON). Its id is store_last_id.
INSERT INTO run (period, stage, cause, adjusted, package, sequence, at, receipt)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8);

-- name: RUN_LATEST
-- The newest run of a (period, stage).
SELECT id, period, stage, cause, adjusted, package, sequence, at, receipt
  FROM run
 WHERE period = ?1 AND stage = ?2
 ORDER BY id DESC
 LIMIT 1;

-- name: RUN_PERIODS
-- Which periods have a run of a stage.
SELECT DISTINCT period
  FROM run
 WHERE stage = ?1;

-- name: RERUN_OWE
-- A period owes a run because of the change ?2; the first change that asked stays noted.
INSERT INTO rerun (period, stage, sequence)
VALUES (?1, 'final', ?2)
    ON CONFLICT (period, stage) DO NOTHING;

-- name: RERUN_LIST
-- The periods that owe a final run.
SELECT period, sequence
  FROM rerun
 WHERE stage = 'final';

-- name: RERUN_PAID
-- The run was made.
DELETE FROM rerun
 WHERE period = ?1 AND stage = ?2;

-- name: SETTLE_PAID
-- Decisions were looked at after the change ?1 (meta "settle": the last change after which they have to be).
DELETE FROM meta
 WHERE name = 'settle' AND value = ?1;
