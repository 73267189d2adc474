-- Leave to change the records of a locked month (contest.ini, lock_days): one person asks for a unit and a month until a day, another
-- grants or refuses it. Its steps are in workflow_event.
CREATE TABLE lock_exception (
    id          INTEGER PRIMARY KEY,
    unit        TEXT NOT NULL,    -- of the package; the topmost one: for all units
    period      TEXT NOT NULL,    -- a month
    until       INTEGER NOT NULL, -- the last day on which records may come in
    reason      TEXT NOT NULL,
    state       TEXT NOT NULL,    -- workflow/workflow_table.c
    asked_by    TEXT NOT NULL,
    asked_at    INTEGER NOT NULL,
    decided_by  TEXT,
    decided_at  INTEGER,
    CHECK ((decided_by IS NULL) = (decided_at IS NULL))
) STRICT;
CREATE INDEX lock_exception_of ON lock_exception (period, unit);
