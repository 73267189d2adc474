-- The chain of audit rows (change.h).

-- name: AUDIT_INSERT
-- One row: sequence, at, actor, via, action, reason, detail, previous, hash.
INSERT INTO audit (sequence, at, actor, via, action, reason, detail, previous, hash)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9);

-- name: AUDIT_HEAD
-- The newest row's sequence, instant and hash; no row before the first change.
SELECT sequence, at, hash FROM audit ORDER BY sequence DESC LIMIT 1;

-- name: AUDIT_HASH
-- The hash of row ?1.
SELECT hash FROM audit WHERE sequence = ?1;

-- name: AUDIT_TELLS
-- Whether row ?1 is of action ?2 and about the account ?3; a row, or none.
SELECT sequence FROM audit WHERE sequence = ?1 AND action = ?2 AND detail ->> 'name' = ?3;

-- name: AUDIT_IMPORTS
-- How many versions of records each change wrote that says so: an import, what takes one back, a record restored; less those that were
-- erased since.
SELECT sequence,
       (detail ->> 'added') + (detail ->> 'corrected') -
       (SELECT coalesce(sum(versions), 0) FROM erasure WHERE erasure.written = audit.sequence) AS versions
  FROM audit
 WHERE detail -> 'added' IS NOT NULL AND detail -> 'corrected' IS NOT NULL
 ORDER BY sequence;

-- name: AUDIT_ACT
-- Who made the change ?1, when, how and why; undoes: the change whose records it took back.
SELECT sequence, at, actor, via, action, reason, detail ->> 'undoes' AS undoes
  FROM audit
 WHERE sequence = ?1;

-- name: AUDIT_RECORDS
-- The hashes of the records that each change wrote (store/record_digest.h), as JSON.
SELECT sequence, detail -> 'records' AS records
  FROM audit
 WHERE detail -> 'records' IS NOT NULL
 ORDER BY sequence;

-- name: AUDIT_AFTER
-- At most ?2 whole rows after sequence ?1, oldest first.
SELECT sequence, at, actor, via, action, reason, detail, previous, hash
  FROM audit
 WHERE sequence > ?1
 ORDER BY sequence
 LIMIT ?2;

-- name: AUDIT_FIRST_DIGESTS
-- The upgrade that gave rows of an older version their first hashes; no row when this version began the database.
SELECT sequence
  FROM audit
 WHERE action = 'upgrade' AND detail ->> 'first_digests' = 1
 ORDER BY sequence
 LIMIT 1;
