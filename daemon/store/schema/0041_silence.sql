-- What keeps alerts from being told (alert/). A silence: of a kind, criterion, unit, period, each where it is given; it ends with its last day, or
-- when somebody ends it. What it covers stays in the list.
CREATE TABLE silence (
    id        INTEGER PRIMARY KEY,
    kind      TEXT,             -- alert_kind.c
    criterion TEXT,
    unit      TEXT,
    period    TEXT,
    reason    TEXT NOT NULL,
    until     INTEGER NOT NULL, -- a day, inclusive
    state     TEXT NOT NULL,    -- workflow/workflow_table.c
    made_at   INTEGER NOT NULL,
    made_by   TEXT NOT NULL,
    ended_at  INTEGER,
    ended_by  TEXT,
    CHECK (coalesce(kind, criterion, unit, period) IS NOT NULL),
    CHECK ((ended_at IS NULL) = (ended_by IS NULL))
) STRICT;
CREATE INDEX silence_state ON silence (state);

-- Of an alert that was not told when there was something to tell: which kind of message is owed when what withheld it is over.
CREATE TABLE alert_withheld (
    alert INTEGER NOT NULL REFERENCES alert (id),
    kind  TEXT NOT NULL,    -- contest/message_kind.c
    apart INTEGER NOT NULL CHECK (apart IN (0, 1)), -- it is told to others than the rest, of which one is enough
    since INTEGER NOT NULL,
    PRIMARY KEY (alert, kind)
) STRICT, WITHOUT ROWID;

-- How bad it is (JSON: a number, or a list of what is missing), now and when it was acknowledged; of kinds that have such a thing.
CREATE TABLE alert_extent (
    alert        INTEGER PRIMARY KEY REFERENCES alert (id),
    extent       TEXT NOT NULL CHECK (json_valid(extent)),
    acknowledged TEXT CHECK (acknowledged IS NULL OR json_valid(acknowledged))
) STRICT;
