-- Counts for those who watch many machines (GET /metrics).

-- name: METRICS_RUNS
-- How many runs of each stage and cause were made, and when the newest one was.
SELECT stage, cause, count(*) AS runs, max(at) AS last_at
  FROM run
 GROUP BY stage, cause
 ORDER BY stage, cause;

-- name: METRICS_ALERTS
-- How many alerts of each kind are not resolved.
SELECT kind, count(*) AS open
  FROM alert
 WHERE resolved_at IS NULL
 GROUP BY kind
 ORDER BY kind;

-- name: METRICS_DRAFTS
-- How many drafts there are, by kind and state.
SELECT kind, state, count(*) AS drafts
  FROM draft
 GROUP BY kind, state
 ORDER BY kind, state;

-- name: METRICS_PERFORMED
-- What of the timetable was performed how often, and when the last time.
SELECT kind, count(*) AS performed, max(at) AS last_at
  FROM performed
 GROUP BY kind
 ORDER BY kind;
