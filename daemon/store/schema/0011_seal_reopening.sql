-- A sealed phase re-opened: one person proposes, another approves. The seal stays as it is; a seal with an approved row (run not
-- null) is no longer in force, and the next final run of its phase, newer than `run`, makes a new one.
CREATE TABLE seal_reopening (
    id          INTEGER PRIMARY KEY,
    seal        TEXT NOT NULL REFERENCES seal (id),
    state       TEXT NOT NULL,
    proposed_by TEXT NOT NULL,
    proposed_at INTEGER NOT NULL,
    reason      TEXT NOT NULL,
    decided_by  TEXT,
    decided_at  INTEGER,
    run         INTEGER REFERENCES run (id), -- the phase's newest final run when it was approved
    CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
    CHECK (run IS NULL OR decided_at IS NOT NULL)
) STRICT;
CREATE UNIQUE INDEX seal_reopening_open_once ON seal_reopening (seal) WHERE decided_at IS NULL;
CREATE UNIQUE INDEX seal_reopening_approved_once ON seal_reopening (seal) WHERE run IS NOT NULL;
