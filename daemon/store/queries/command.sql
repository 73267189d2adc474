-- What the commands ask for themselves; everything else they get from the rooms below.

-- name: IMPORTED_INSERT
-- A file that was imported: sequence, type, file, content, rows.
INSERT INTO imported (sequence, type, file, content, rows)
VALUES (?1, ?2, ?3, ?4, ?5);

-- name: RUN_NEWEST
-- The run made last, of a period (?1, NULL = any) and a stage (?2, NULL = any, a final one first).
SELECT id, period, stage, at
  FROM run
 WHERE (?1 IS NULL OR period = ?1) AND (?2 IS NULL OR stage = ?2)
 ORDER BY ?1 IS NOT NULL AND stage = 'final' DESC, id DESC
 LIMIT 1;
