-- The contest package in force, kept file by file.

-- name: PACKAGE_INSERT
-- A snapshot: hash, sequence, loaded_at.
INSERT INTO package (hash, sequence, loaded_at)
VALUES (?1, ?2, ?3);

-- name: PACKAGE_GET
-- When a snapshot was loaded.
SELECT hash, sequence, loaded_at
  FROM package
 WHERE hash = ?1;

-- name: PACKAGE_FILE_INSERT
-- One file: package, path, content.
INSERT INTO package_file (package, path, content)
VALUES (?1, ?2, ?3);

-- name: PACKAGE_FILES
-- The files of a snapshot, by path.
SELECT path, content
  FROM package_file
 WHERE package = ?1
 ORDER BY path;

-- name: CRITERION_INSERT
-- What a criterion says of itself: package, id, position, rule, facts (JSON).
INSERT INTO criterion (package, id, position, rule, facts)
VALUES (?1, ?2, ?3, ?4, ?5);

-- name: CRITERION_LIST
-- The criteria of a snapshot in their order.
SELECT id, rule, facts
  FROM criterion
 WHERE package = ?1
 ORDER BY position;

-- name: CRITERION_HEADS
-- What they are called, out of their facts, which are long; the id of one that has no title. judged: whether in periods of that kind (null: any;
-- facts of before 0.2 name none, for there were months, phases and the contest only).
SELECT id, ifnull(facts ->> '$.title', id) AS title,
       ?2 IS NULL OR facts -> '$.periods' IS NULL OR EXISTS (SELECT 1 FROM json_each(facts, '$.periods') WHERE value = ?2) AS judged
  FROM criterion
 WHERE package = ?1
 ORDER BY position;
