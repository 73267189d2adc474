-- Results: one row a (run, subject), cells packed as JSON.

-- name: RESULT_INSERT
-- One subject of a run: run, subject, level, cells (JSON), conclusion, place (JSON or null), home (the ward of a member's row, else null).
INSERT INTO result (run, subject, level, cells, conclusion, place, home)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7);

-- name: RESULT_OF_RUN
-- All subjects of a run.
SELECT subject, level, cells, conclusion, place, home
  FROM result
 WHERE run = ?1
 ORDER BY subject;

-- name: RESULT_OF_UNITS
-- The same without teams and members, which are nearly all of the rows.
SELECT subject, level, cells, conclusion, place, home
  FROM result
 WHERE run = ?1 AND level NOT IN ('team', 'member')
 ORDER BY subject;

-- name: RESULT_OTHERWISE
-- The subjects of a run that another run has with other cells, or not at all: run, other run.
SELECT subject, level, cells, conclusion, place, home
  FROM result
 WHERE run = ?1
   AND NOT EXISTS (SELECT 1
                     FROM result AS other
                    WHERE other.run = ?2 AND other.subject = result.subject AND other.level = result.level AND other.cells = result.cells)
 ORDER BY subject;

-- name: RESULT_KEEP_BELOW
-- The teams and members of an earlier run, as they were, into a run.
INSERT INTO result (run, subject, level, cells, home)
SELECT ?1, subject, level, cells, home
  FROM result
 WHERE run = ?2 AND level IN ('team', 'member');

-- name: RESULT_OF_SUBJECT
-- One subject of a run.
SELECT subject, level, cells, conclusion, place, home
  FROM result
 WHERE run = ?1 AND subject = ?2;

-- name: RESULT_HOME
-- To which ward a member's row belongs; null of a unit's.
SELECT home
  FROM result
 WHERE run = ?1 AND subject = ?2;

-- name: RESULT_CELL
-- What a run says of one subject and criterion: cell (JSON; null when nothing).
SELECT level, (SELECT value FROM json_each(cells) WHERE key = ?3) AS cell
  FROM result
 WHERE run = ?1 AND subject = ?2;
