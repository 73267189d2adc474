-- Why a target was missed and what is done about it, as people wrote it for a unit, a target and a period. Each text is a row: the newest
-- one holds, the ones before are kept.
CREATE TABLE cause (
    id         INTEGER PRIMARY KEY,
    unit       TEXT NOT NULL,    -- of the package
    criterion  TEXT NOT NULL,
    period     TEXT NOT NULL,    -- a month, a phase, the contest
    cause      TEXT NOT NULL,
    remedy     TEXT,             -- NULL: nobody has said yet
    written_by TEXT NOT NULL,
    written_at INTEGER NOT NULL,
    CHECK (cause <> '' AND remedy <> '')
) STRICT;
CREATE INDEX cause_of ON cause (period, unit, criterion);
