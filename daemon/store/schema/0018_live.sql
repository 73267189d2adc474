-- Figures of periods that are still open, judged on what has come so far (run/live.h): one row a period and one a unit of it, each
-- replaced by the next. They are no runs: no receipt for people, no alert, no paper and no seal follows from them, the log does not
-- mention them, and they are in no hash, for whatever they say follows from the records. Written without a change; made anew when lost.
CREATE TABLE live (
    period TEXT PRIMARY KEY,
    package TEXT NOT NULL,
    engine TEXT NOT NULL,
    sequence INTEGER NOT NULL, -- the data version that was read
    at INTEGER NOT NULL,       -- when it was read, by the daemon's clock
    receipt TEXT NOT NULL      -- JSON as a run's: what the next ones may keep
) STRICT, WITHOUT ROWID;

-- Wards and above; cells as a run's.
CREATE TABLE live_result (
    period TEXT NOT NULL,
    subject TEXT NOT NULL,
    level TEXT NOT NULL,
    cells TEXT NOT NULL,
    PRIMARY KEY (period, subject)
) STRICT, WITHOUT ROWID;
