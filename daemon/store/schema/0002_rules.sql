-- Rules that change in force: proposals, which package was in force from when, quarantined rules; runs know the
-- engine that made them and may be caused by a rule, administrators' alerts may be about one.
--
-- SQLite cannot change a CHECK in place, and dropping a table deletes its rows first, which the references of
-- others forbid: rows are set aside in the connection's own memory, children before parents.

CREATE TEMP TABLE kept_alert AS SELECT * FROM alert;
CREATE TEMP TABLE kept_event AS SELECT * FROM alert_event;
DROP TABLE alert_event;
DROP TABLE alert;

-- An alert belongs to (kind, criterion, subject, period); open at most once at a time. Acknowledged means
-- acknowledged_until has not passed; nothing needs to happen for it to expire.
CREATE TABLE alert (
    id                 INTEGER PRIMARY KEY,
    kind               TEXT NOT NULL CHECK (kind IN ('target', 'return', 'nomination', 'draft', 'rule')),
    criterion          TEXT,          -- of a target or rule alert
    subject            TEXT NOT NULL, -- a ward, or the district for administrators' alerts
    period             TEXT NOT NULL,
    opened_at          INTEGER NOT NULL,
    text               TEXT NOT NULL, -- the sentence, kept up to date while open
    acknowledged_until INTEGER,       -- a day, inclusive
    resolved_at        INTEGER
) STRICT;
CREATE UNIQUE INDEX alert_open_once ON alert (kind, ifnull(criterion, ''), subject, period) WHERE resolved_at IS NULL;
CREATE TABLE alert_event (
    id    INTEGER PRIMARY KEY,
    alert INTEGER NOT NULL REFERENCES alert (id),
    at    INTEGER NOT NULL,
    event TEXT NOT NULL CHECK (event IN ('opened', 'changed', 'acknowledged', 'resolved')),
    actor TEXT NOT NULL,
    until INTEGER, -- day, of an acknowledgement
    note  TEXT
) STRICT;
CREATE INDEX alert_event_of ON alert_event (alert);
INSERT INTO alert (id, kind, criterion, subject, period, opened_at, text, acknowledged_until, resolved_at)
SELECT id, kind, criterion, subject, period, opened_at, text, acknowledged_until, resolved_at FROM kept_alert;
INSERT INTO alert_event (id, alert, at, event, actor, until, note)
SELECT id, alert, at, event, actor, until, note FROM kept_event;
DROP TABLE kept_event;
DROP TABLE kept_alert;

CREATE TEMP TABLE kept_run AS SELECT * FROM run;
CREATE TEMP TABLE kept_result AS SELECT * FROM result;
DROP VIEW result_cell;
DROP TABLE result;
DROP TABLE run;

-- One evaluation of all criteria for one period. A run belongs to a period whoever starts it and whenever.
CREATE TABLE run (
    id       INTEGER PRIMARY KEY,
    period   TEXT NOT NULL,
    stage    TEXT NOT NULL CHECK (stage IN ('provisional', 'final')),
    cause    TEXT NOT NULL CHECK (cause IN ('schedule', 'manual', 'late', 'rule')),
    adjusted INTEGER NOT NULL DEFAULT 0 CHECK (adjusted IN (0, 1)), -- made after the period's seal
    package  TEXT NOT NULL REFERENCES package (hash),
    sequence INTEGER NOT NULL, -- the data version it read
    at       INTEGER NOT NULL,
    receipt  TEXT NOT NULL CHECK (json_valid(receipt)), -- {criterion: {rule, params: […], error?}}
    engine   TEXT -- the program that made it: "thidua 0.1.0"; NULL before this was noted
) STRICT;
CREATE INDEX run_latest ON run (period, stage, id);
-- One row a (run, subject), its cells packed: {criterion: {num, den, value, target, verdict, short, says}}.
CREATE TABLE result (
    run     INTEGER NOT NULL REFERENCES run (id),
    subject TEXT NOT NULL,
    level   TEXT NOT NULL,
    cells   TEXT NOT NULL CHECK (json_valid(cells)),
    PRIMARY KEY (run, subject)
) STRICT, WITHOUT ROWID;
INSERT INTO run (id, period, stage, cause, adjusted, package, sequence, at, receipt)
SELECT id, period, stage, cause, adjusted, package, sequence, at, receipt FROM kept_run;
INSERT INTO result (run, subject, level, cells) SELECT run, subject, level, cells FROM kept_result;
DROP TABLE kept_result;
DROP TABLE kept_run;
-- A person may open the file with any SQLite and read the results one by one.
CREATE VIEW result_cell AS
SELECT run.period, cell.key AS criterion, result.subject, result.level, run.stage, run.id AS run,
       cell.value ->> 'num' AS num, cell.value ->> 'den' AS den, cell.value ->> 'value' AS value,
       cell.value ->> 'target' AS target, cell.value ->> 'verdict' AS verdict
  FROM run JOIN result ON result.run = run.id, json_each(result.cells) AS cell;

-- A candidate package that a person put forward: the files in force (base) with some of them changed.
CREATE TABLE proposal (
    id          INTEGER PRIMARY KEY,
    kind        TEXT NOT NULL CHECK (kind IN ('proposal', 'restore')),
    package     TEXT NOT NULL REFERENCES package (hash),
    base        TEXT NOT NULL REFERENCES package (hash),
    proposed_by TEXT NOT NULL,
    proposed_at INTEGER NOT NULL,
    reason      TEXT NOT NULL,
    state       TEXT NOT NULL DEFAULT 'proposed'
                CHECK (state IN ('proposed', 'activated', 'withdrawn', 'superseded')),
    decided_by  TEXT,
    decided_at  INTEGER,
    decision    TEXT, -- the reason given with it
    CHECK ((state = 'proposed') = (decided_at IS NULL))
) STRICT;

-- Which package came in force with which change: the version at any sequence is the newest row up to it.
CREATE TABLE activation (
    sequence INTEGER PRIMARY KEY REFERENCES audit (sequence) DEFERRABLE INITIALLY DEFERRED,
    package  TEXT NOT NULL REFERENCES package (hash),
    previous TEXT REFERENCES package (hash), -- NULL for the contest's first load
    cause    TEXT NOT NULL CHECK (cause IN ('load', 'proposal', 'restore', 'quarantine')),
    proposal INTEGER REFERENCES proposal (id),
    at       INTEGER NOT NULL,
    actor    TEXT NOT NULL,
    reason   TEXT
) STRICT;
INSERT INTO activation (sequence, package, previous, cause, at, actor)
SELECT package.sequence, package.hash, NULL, 'load', package.loaded_at, audit.actor
  FROM package JOIN audit ON audit.sequence = package.sequence;

-- A rule that failed three runs in a row: not started again until another version of it is in force.
CREATE TABLE quarantine (
    id          INTEGER PRIMARY KEY,
    criterion   TEXT NOT NULL,
    rule        TEXT NOT NULL, -- the version that failed
    run         INTEGER NOT NULL REFERENCES run (id), -- the third
    error       TEXT NOT NULL CHECK (json_valid(error)), -- {kind, vi, en} of that run
    fallback    TEXT, -- the earlier version that was put back; NULL: there was none
    at          INTEGER NOT NULL,
    released_at INTEGER
) STRICT;
CREATE UNIQUE INDEX quarantine_open_once ON quarantine (criterion) WHERE released_at IS NULL;

-- Periods that owe a run because data or a rule changed after their last one; written with the change itself,
-- deleted with the run, so a crash between the two loses nothing.
CREATE TEMP TABLE kept_rerun AS SELECT * FROM rerun;
DROP TABLE rerun;
CREATE TABLE rerun (
    period   TEXT NOT NULL,
    stage    TEXT NOT NULL CHECK (stage IN ('provisional', 'final')),
    sequence INTEGER NOT NULL, -- of the change that asked for it
    PRIMARY KEY (period, stage)
) STRICT, WITHOUT ROWID;
INSERT INTO rerun (period, stage, sequence) SELECT period, stage, sequence FROM kept_rerun;
DROP TABLE kept_rerun;
