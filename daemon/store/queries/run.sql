-- Runs and the periods that owe one.

-- name: RUN_INSERT
-- A run: period, stage, cause, adjusted, package, sequence, at, receipt (JSON), engine, base (null: it is whole). Its id is store_last_id.
INSERT INTO run (period, stage, cause, adjusted, package, sequence, at, receipt, engine, base)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10);

-- name: RUN_WHOLE_BEFORE
-- The whole run on which the run ?1 rests, itself when it is one; without ?1 (0) that of the newest run of the period ?2.
SELECT coalesce(base, id) AS id
  FROM run
 WHERE id = CASE WHEN ?1 THEN ?1 ELSE (SELECT max(id) FROM run WHERE period = ?2) END;

-- name: RUN_IS_WHOLE
-- A run keeps all of its rows itself.
UPDATE run
   SET base = NULL
 WHERE id = ?1;

-- name: RUN_RESTS
-- A run keeps what its base ?2 does not say.
UPDATE run
   SET base = ?2
 WHERE id = ?1;

-- name: RUN_TO_PACK
-- A whole provisional run of the period ?1, and as base the newest whole final one made before the seal, which has no subject that the other lacks (nothing
-- marks a row as gone). None that another rests on.
SELECT run.id, base.id AS base
  FROM run JOIN run AS base ON base.id =
       (SELECT max(id) FROM run WHERE period = ?1 AND stage = 'final' AND adjusted = 0 AND base IS NULL)
 WHERE run.period = ?1 AND run.stage = 'provisional' AND run.base IS NULL
   AND NOT EXISTS (SELECT 1 FROM run AS other WHERE other.period = ?1 AND other.base = run.id)
   AND NOT EXISTS (SELECT 1
                     FROM result AS more
                    WHERE more.run = base.id AND NOT EXISTS (SELECT 1 FROM result AS own WHERE own.run = run.id AND own.subject = more.subject))
 LIMIT 1;

-- name: PACK_PAID
-- Runs of sealed periods were packed (meta "pack": since the last seal they were not).
DELETE FROM meta
 WHERE name = 'pack';

-- name: RUN_LATEST
-- The newest run of a (period, stage).
SELECT id, period, stage, cause, adjusted, package, sequence, at, receipt, engine
  FROM run
 WHERE period = ?1 AND stage = ?2
 ORDER BY id DESC
 LIMIT 1;

-- name: RUN_HEAD_LATEST
-- The same without its receipt, which is long.
SELECT id, period, stage, cause, adjusted, package, sequence, at
  FROM run
 WHERE period = ?1 AND stage = ?2
 ORDER BY id DESC
 LIMIT 1;

-- name: RUN_GET
-- One run by its id.
SELECT id, period, stage, cause, adjusted, package, sequence, at, receipt, engine
  FROM run
 WHERE id = ?1;

-- name: RUN_BEFORE_SEAL
-- The newest final run of the period ?1 that was made by the instant ?2 of its phase's seal and not after the seal.
SELECT id, period, stage, cause, adjusted, package, sequence, at, receipt, engine
  FROM run
 WHERE period = ?1 AND stage = 'final' AND adjusted = 0 AND at <= ?2
 ORDER BY id DESC
 LIMIT 1;

-- name: RUN_HEAD_BEFORE_SEAL
-- The same without its receipt, which is long.
SELECT id, period, stage, cause, adjusted, package, sequence, at
  FROM run
 WHERE period = ?1 AND stage = 'final' AND adjusted = 0 AND at <= ?2
 ORDER BY id DESC
 LIMIT 1;

-- name: RUN_HEAD_OF_PERIOD
-- The run that speaks last of the period ?1, without its receipt: the newest final one, else the newest provisional one.
SELECT id, period, stage, cause, adjusted, package, sequence, at
  FROM run
 WHERE period = ?1
 ORDER BY stage, id DESC
 LIMIT 1;

-- name: RUN_HEAD_AT
-- The run that spoke last of the period ?1 at the data version ?2, as above.
SELECT id, period, stage, cause, adjusted, package, sequence, at
  FROM run
 WHERE period = ?1 AND sequence <= ?2
 ORDER BY stage, id DESC
 LIMIT 1;

-- name: RUN_HEAD_EARLIER
-- The newest run of the period ?1 before the run ?2, whatever its stage, without its receipt.
SELECT id, period, stage, cause, adjusted, package, sequence, at
  FROM run
 WHERE period = ?1 AND id < ?2
 ORDER BY id DESC
 LIMIT 1;

-- name: RUN_SINCE_SEAL
-- The final runs of the period ?1 after its sealed run ?2 up to the run ?3, and that run itself whatever its stage; each
-- with the newest change of records that it had read and the sealed run, of the data version ?4, had not.
SELECT run.id, run.package, run.sequence, run.at,
       change.sequence AS change, change.at AS changed_at, change.reason
  FROM run LEFT JOIN audit AS change ON change.sequence =
       (SELECT max(audit.sequence)
          FROM audit
         WHERE audit.sequence > ?4 AND audit.sequence <= run.sequence AND audit.detail -> 'records' IS NOT NULL)
 WHERE run.period = ?1 AND run.id > ?2 AND run.id <= ?3 AND (run.stage = 'final' OR run.id = ?3)
 ORDER BY run.id;

-- name: RUN_PERIODS
-- Which periods have a run of a stage.
SELECT DISTINCT period
  FROM run
 WHERE stage = ?1;

-- name: RUN_ERRORS
-- The criteria with a cell of verdict error in the newest run of a (period, stage), and “conclusion”, “ranking” when the rule of that failed.
SELECT criterion
  FROM result_cell
 WHERE run = (SELECT max(id) FROM run WHERE period = ?1 AND stage = ?2) AND verdict = 'error'
 UNION
SELECT 'conclusion'
  FROM result_row
 WHERE run = (SELECT max(id) FROM run WHERE period = ?1 AND stage = ?2) AND conclusion ->> 'class' = 'error'
 UNION
SELECT 'ranking'
  FROM result_row
 WHERE run = (SELECT max(id) FROM run WHERE period = ?1 AND stage = ?2) AND place ->> 'error' IS NOT NULL
 ORDER BY criterion;

-- name: RERUN_OWE
-- A (period, stage) owes a run because of the change ?3; the first change that asked stays noted.
INSERT INTO rerun (period, stage, sequence)
VALUES (?1, ?2, ?3)
    ON CONFLICT (period, stage) DO NOTHING;

-- name: RERUN_LIST
-- What owes a run.
SELECT period, stage, sequence
  FROM rerun;

-- name: RERUN_PAID
-- The run was made.
DELETE FROM rerun
 WHERE period = ?1 AND stage = ?2;

-- name: SETTLE_PAID
-- Decisions were looked at after the change ?1 (meta "settle": the last change after which they have to be).
DELETE FROM meta
 WHERE name = 'settle' AND value = ?1;
