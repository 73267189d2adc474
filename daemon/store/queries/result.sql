-- Results: one row a (run, subject), cells packed as JSON.

-- name: RESULT_INSERT
-- One subject's cells of a run: run, subject, level, cells (JSON).
INSERT INTO result (run, subject, level, cells)
VALUES (?1, ?2, ?3, ?4);

-- name: RESULT_OF_RUN
-- All subjects of a run.
SELECT subject, level, cells
  FROM result
 WHERE run = ?1
 ORDER BY subject;

-- name: RESULT_OF_SUBJECT
-- One subject of a run.
SELECT subject, level, cells
  FROM result
 WHERE run = ?1 AND subject = ?2;
