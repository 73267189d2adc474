-- Seals: immutable snapshots at phase close.

-- name: SEAL_INSERT
-- A seal: id, phase, sequence, hash, sealed_at, content (canonical JSON).
INSERT INTO seal (id, phase, sequence, hash, sealed_at, content)
VALUES (?1, ?2, ?3, ?4, ?5, ?6);

-- name: SEAL_LATEST_HEAD
-- The newest seal of a phase, without its content, which is long.
SELECT id, phase, sequence, hash, sealed_at
  FROM seal
 WHERE phase = ?1
 ORDER BY length(id) DESC, id DESC
 LIMIT 1;

-- name: SEAL_GET
-- One seal by its id.
SELECT id, phase, sequence, hash, sealed_at, content
  FROM seal
 WHERE id = ?1;

-- name: SEAL_COUNT
-- How many seals a phase has.
SELECT count(*) AS seals
  FROM seal
 WHERE phase = ?1;

-- name: SEAL_LIST
-- All seals without their content, oldest first.
SELECT id, phase, sequence, hash, sealed_at
  FROM seal
 ORDER BY sealed_at, length(id), id;

-- name: SEAL_LIBRARIES
-- What the figures were counted with beside this program.
SELECT sqlite_version() AS sqlite;
