-- Seals: immutable snapshots at phase close.

-- name: SEAL_INSERT
-- A seal: id, phase, number, sequence, hash, sealed_at, content (canonical JSON), kind of the period that it froze, null for a phase.
INSERT INTO seal (id, phase, number, sequence, hash, sealed_at, content, frozen)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8);

-- name: SEAL_LATEST_HEAD
-- The newest seal of a phase, unless it was re-opened; without its content, which is long.
SELECT id, phase, number, sequence, hash, sealed_at
  FROM seal
 WHERE phase = ?1
   AND NOT EXISTS (SELECT 1 FROM seal_reopening WHERE seal_reopening.seal = seal.id AND seal_reopening.run IS NOT NULL)
 ORDER BY number DESC
 LIMIT 1;

-- name: SEAL_GET
-- One seal by its id.
SELECT id, phase, sequence, hash, sealed_at, content
  FROM seal
 WHERE id = ?1;

-- name: SEAL_HEAD
-- The same without its content.
SELECT id, phase, sequence, hash, sealed_at
  FROM seal
 WHERE id = ?1;

-- name: SEAL_CRITERIA
-- The criteria of a seal (JSON), out of its content, which is long.
SELECT content -> '$.criteria' AS criteria
  FROM seal
 WHERE id = ?1;

-- name: SEAL_NUMBER
-- The number of the phase's newest seal, re-opened or not; 0 before the first.
SELECT ifnull(max(number), 0) AS number
  FROM seal
 WHERE phase = ?1;

-- name: SEAL_LIST
-- All seals of phases without their content, oldest first; with what was proposed last about re-opening them. A frozen month, week or quarter is no seal.
SELECT seal.id, seal.phase, seal.sequence, seal.hash, seal.sealed_at, reopening.state AS reopening,
       reopening.proposed_by AS reopening_by, reopening.reason AS reopening_reason
  FROM seal LEFT JOIN seal_reopening AS reopening
       ON reopening.id = (SELECT max(id) FROM seal_reopening WHERE seal_reopening.seal = seal.id)
 WHERE seal.frozen IS NULL
 ORDER BY seal.sealed_at, seal.phase, seal.number;

-- name: REOPENING_INSERT
-- A seal is proposed to be re-opened: seal, state, proposed_by, proposed_at, reason.
INSERT INTO seal_reopening (seal, state, proposed_by, proposed_at, reason)
VALUES (?1, ?2, ?3, ?4, ?5);

-- name: REOPENING_DECIDE
-- It is decided: id, state, decided_by, decided_at, run (of the phase, when it was approved; else null).
UPDATE seal_reopening
   SET state = ?2, decided_by = ?3, decided_at = ?4, run = ?5
 WHERE id = ?1;

-- name: REOPENING_LATEST
-- What was proposed last about a seal of the phase.
SELECT reopening.id, reopening.seal, reopening.state, reopening.proposed_by, reopening.proposed_at, reopening.reason,
       reopening.decided_by, reopening.decided_at, reopening.run
  FROM seal_reopening AS reopening JOIN seal ON seal.id = reopening.seal
 WHERE seal.phase = ?1
 ORDER BY reopening.id DESC
 LIMIT 1;

-- name: SEAL_LIBRARIES
-- What the figures were counted with beside this program.
SELECT sqlite_version() AS sqlite;
