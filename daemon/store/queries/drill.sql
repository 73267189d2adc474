-- Restore drills (drill/drill_note.h).

-- name: DRILL_INSERT
-- By the change ?1 at ?2: of the backup ?3, written at ?4, ?5 changes behind; ?6 seals computed again in ?7 seconds; ?8: why it failed.
INSERT INTO backup_drill (sequence, at, backup, copied_at, behind, seals, seconds, failed)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8);

-- name: DRILL_LATEST
-- The newest, with when the newest good one was.
SELECT backup, at, copied_at, behind, seals, seconds, failed,
       (SELECT at FROM backup_drill WHERE failed IS NULL ORDER BY sequence DESC LIMIT 1) AS good_at
  FROM backup_drill
 ORDER BY sequence DESC
 LIMIT 1;
