-- Figures of open periods, which are no runs (run/live.h).

-- name: LIVE_ALL
-- All of them; the receipt is JSON.
SELECT period, package, engine, 'provisional' AS stage, sequence, at, receipt, foretold_from
  FROM live
 ORDER BY period;

-- name: LIVE_ROWS
-- The units of a period, by subject.
SELECT subject, level, cells, conclusion, foretold
  FROM live_result
 WHERE period = ?1
 ORDER BY subject;

-- name: LIVE_DROP
-- What a period said as a whole.
DELETE FROM live
 WHERE period = ?1;

-- name: LIVE_DROP_ROWS
-- What it said of units.
DELETE FROM live_result
 WHERE period = ?1;

-- name: LIVE_INSERT
-- What it says now: period, package, engine, sequence, at, receipt (JSON), what the estimate rests on.
INSERT INTO live (period, package, engine, sequence, at, receipt, foretold_from)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7);

-- name: LIVE_INSERT_ROW
-- Of a unit: period, subject, level, cells (JSON), conclusion, foretold (JSON or null).
INSERT INTO live_result (period, subject, level, cells, conclusion, foretold)
VALUES (?1, ?2, ?3, ?4, ?5, ?6);

-- name: LIVE_VERSION
-- Which figures there are: another text as soon as any of them is replaced, null without any.
SELECT group_concat(period || ' ' || sequence || ' ' || at) AS version
  FROM (SELECT period, sequence, at FROM live ORDER BY period);
