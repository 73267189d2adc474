-- A duty of the plan as one body has it for one occasion (duty/duty_task.h). Who holds it, for which unit and under which name, is of the day on which it opened; a
-- successor has a row of its own. Its steps are in workflow_event.
CREATE TABLE duty_task (
    id          INTEGER PRIMARY KEY,
    duty        TEXT NOT NULL,    -- of duties.ini
    occurrence  TEXT NOT NULL,    -- phase-1, 2024-11, contest, a day, the key of a record
    title       TEXT NOT NULL,    -- what people call the occurrence
    body        TEXT NOT NULL,    -- of bodies.ini
    unit        TEXT,             -- the ward whose body it is
    holder      TEXT NOT NULL,    -- as it was called then
    state       TEXT NOT NULL,    -- workflow/workflow_table.c
    day         INTEGER NOT NULL, -- from which it is counted
    due_on      INTEGER NOT NULL, -- the last day
    opened_at   INTEGER NOT NULL,
    ended_at    INTEGER,
    ended_by    TEXT,
    predecessor INTEGER REFERENCES duty_task (id),
    CHECK ((ended_at IS NULL) = (ended_by IS NULL))
) STRICT;
CREATE UNIQUE INDEX duty_task_once ON duty_task (duty, occurrence, holder, ifnull(unit, ''));
CREATE INDEX duty_task_follows ON duty_task (predecessor);

-- What a duty left behind, each time that somebody said it was done: an issued or drafted paper, a record, a file (its bytes in content).
CREATE TABLE duty_output (
    task     INTEGER NOT NULL REFERENCES duty_task (id),
    number   INTEGER NOT NULL,
    kind     TEXT NOT NULL CHECK (kind IN ('none', 'paper', 'record', 'file')),
    paper    TEXT REFERENCES draft (id),
    type     TEXT, -- of the record, with its key
    key      TEXT,
    name     TEXT, -- of the file
    media    TEXT,
    sha256   TEXT REFERENCES content (hash),
    note     TEXT,
    PRIMARY KEY (task, number),
    CHECK ((paper IS NOT NULL) = (kind = 'paper')),
    CHECK ((type IS NOT NULL AND key IS NOT NULL) = (kind = 'record')),
    CHECK ((sha256 IS NOT NULL AND name IS NOT NULL AND media IS NOT NULL) = (kind = 'file'))
) STRICT, WITHOUT ROWID;
CREATE INDEX duty_output_file ON duty_output (sha256) WHERE sha256 IS NOT NULL;
