-- Results: one row a (run, subject), cells packed as JSON; result_row has every row of a run, result those that are kept with it (0119).

-- name: RESULT_INSERT
-- One subject of a run: run, subject, level, cells (JSON), conclusion, place (JSON or null), home (the ward of a member's row, else null). Nothing where
-- the run's base ?8 (null: it has none) says the same of it.
INSERT INTO result (run, subject, level, cells, conclusion, place, home)
SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7
 WHERE NOT EXISTS (SELECT 1
                     FROM result AS base
                    WHERE base.run = ?8 AND base.subject = ?2 AND base.level = ?3 AND base.cells = ?4 AND base.conclusion IS ?5
                      AND base.place IS ?6 AND base.home IS ?7);

-- name: RESULT_OF_RUN
-- All subjects of a run.
SELECT subject, level, cells, conclusion, place, home
  FROM result_row
 WHERE run = ?1
 ORDER BY subject;

-- name: RESULT_OF_UNITS
-- The same without teams and members, which are nearly all of the rows.
SELECT subject, level, cells, conclusion, place, home
  FROM result_row
 WHERE run = ?1 AND level NOT IN ('team', 'member')
 ORDER BY subject;

-- name: RESULT_OF_MEMBERS
-- Those of members, of the table itself: whoever asks, for what is computed from all of them and masked behind that.
SELECT subject, level, cells, conclusion, place, home
  FROM main.result_row
 WHERE run = ?1 AND level = 'member'
 ORDER BY subject;

-- name: RESULT_OTHERWISE
-- The subjects of a run that another run has with other cells, or not at all: run, other run. Of two that rest on one whole run, what neither keeps itself
-- is the same.
SELECT one.subject, one.level, one.cells, one.conclusion, one.place, one.home
  FROM (SELECT result.subject
          FROM run JOIN result ON result.run = run.id
         WHERE run.id IN (?1, ?2) AND run.base IS NOT NULL
         UNION
        SELECT subject
          FROM result_row
         WHERE run = ?1 AND (SELECT coalesce(base, id) FROM run WHERE id = ?1) IS NOT (SELECT coalesce(base, id) FROM run WHERE id = ?2)) AS named
       JOIN result_row AS one ON one.run = ?1 AND one.subject = named.subject
 WHERE NOT EXISTS (SELECT 1
                     FROM result_row AS other
                    WHERE other.run = ?2 AND other.subject = one.subject AND other.level = one.level AND other.cells = one.cells)
 ORDER BY one.subject;

-- name: RESULT_KEEP_BELOW
-- The teams and members of an earlier run, as they were, into a run that is whole.
INSERT INTO result (run, subject, level, cells, home)
SELECT ?1, subject, level, cells, home
  FROM result_row
 WHERE run = ?2 AND level IN ('team', 'member');

-- name: RESULT_KEEP_BELOW_OTHERWISE
-- The same into a run with the earlier one's base, or with the earlier one as its base: those that are not the base's.
INSERT INTO result (run, subject, level, cells, home)
SELECT ?1, subject, level, cells, home
  FROM result
 WHERE run = ?2 AND run <> ?3 AND level IN ('team', 'member');

-- name: RESULT_BASE_HAS_OTHERS
-- Whether a whole run ?1 has a subject that is not of ?2 (JSON list); ?3: of units alone.
SELECT EXISTS (SELECT 1
                 FROM result
                WHERE run = ?1 AND (NOT ?3 OR level NOT IN ('team', 'member')) AND subject NOT IN (SELECT value FROM json_each(?2))) AS has;

-- name: RESULT_DIFFERENCE_IS_LARGE
-- Whether a run keeps more rows than half of what its base ?2 has.
SELECT 2 * (SELECT count(*) FROM result WHERE run = ?1) > (SELECT count(*) FROM result WHERE run = ?2) AS large;

-- name: RESULT_KEEP_BASE
-- What a run says as its base ?2 does, with the run itself.
INSERT INTO result (run, subject, level, cells, conclusion, place, home)
SELECT ?1, subject, level, cells, conclusion, place, home
  FROM result AS base
 WHERE run = ?2 AND NOT EXISTS (SELECT 1 FROM result AS own WHERE own.run = ?1 AND own.subject = base.subject);

-- name: RESULT_DROP_SAME
-- Takes from a run ?1 the rows that its base ?2 has in the same words.
DELETE FROM result
 WHERE run = ?1
   AND EXISTS (SELECT 1
                 FROM result AS base
                WHERE base.run = ?2 AND base.subject = result.subject AND base.level = result.level AND base.cells = result.cells
                  AND base.conclusion IS result.conclusion AND base.place IS result.place AND base.home IS result.home);

-- name: RESULT_OF_SUBJECT
-- One subject of a run.
SELECT subject, level, cells, conclusion, place, home
  FROM result_row
 WHERE run = ?1 AND subject = ?2;

-- name: RESULT_HOME
-- To which ward a member's row belongs; null of a unit's.
SELECT home
  FROM result_row
 WHERE run = ?1 AND subject = ?2;

-- name: RESULT_CELL
-- What a run says of one subject and criterion: cell (JSON; null when nothing).
SELECT level, (SELECT value FROM json_each(cells) WHERE key = ?3) AS cell
  FROM result_row
 WHERE run = ?1 AND subject = ?2;
