-- States and events are those of the table of life cycles (workflow/workflow_table.c), so the house holds no list of them, and the
-- history of everything that has a life cycle is one table: alerts' events move into it.
CREATE TABLE workflow_event (
    id       INTEGER PRIMARY KEY,
    kind     TEXT NOT NULL,    -- alert, proposal …
    object   TEXT NOT NULL,    -- its id
    at       INTEGER NOT NULL,
    sequence INTEGER,          -- of the change; NULL in what was noted before this table
    event    TEXT NOT NULL,
    state    TEXT,             -- after it; NULL as the sequence
    actor    TEXT NOT NULL,
    until    INTEGER,          -- a last day, of an acknowledgement
    note     TEXT
) STRICT;
CREATE INDEX workflow_event_of ON workflow_event (kind, object, event);
INSERT INTO workflow_event (id, kind, object, at, event, actor, until, note)
SELECT id, 'alert', CAST(alert AS TEXT), at, event, actor, until, note FROM alert_event;
DROP TABLE alert_event;

-- A CHECK cannot be changed in place; activations refer to proposals.
CREATE TEMP TABLE kept_proposal AS SELECT * FROM proposal;
CREATE TEMP TABLE kept_activation AS SELECT * FROM activation;
DROP TABLE activation;
DROP TABLE proposal;

-- A candidate package that a person put forward: the files in force (base) with some of them changed.
CREATE TABLE proposal (
    id          INTEGER PRIMARY KEY,
    kind        TEXT NOT NULL CHECK (kind IN ('proposal', 'restore')),
    package     TEXT NOT NULL REFERENCES package (hash),
    base        TEXT NOT NULL REFERENCES package (hash),
    proposed_by TEXT NOT NULL,
    proposed_at INTEGER NOT NULL,
    reason      TEXT NOT NULL,
    state       TEXT NOT NULL,
    decided_by  TEXT,
    decided_at  INTEGER, -- NULL while nobody has decided
    decision    TEXT     -- the reason given with it
) STRICT;
INSERT INTO proposal (id, kind, package, base, proposed_by, proposed_at, reason, state, decided_by, decided_at, decision)
SELECT id, kind, package, base, proposed_by, proposed_at, reason, state, decided_by, decided_at, decision FROM kept_proposal;
INSERT INTO workflow_event (kind, object, at, event, state, actor, note)
SELECT 'proposal', CAST(id AS TEXT), proposed_at, 'proposed', 'proposed', proposed_by, reason FROM kept_proposal ORDER BY id;
INSERT INTO workflow_event (kind, object, at, event, state, actor, note)
SELECT 'proposal', CAST(id AS TEXT), decided_at, state, state, decided_by, decision FROM kept_proposal WHERE decided_at IS NOT NULL
 ORDER BY decided_at, id;

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
INSERT INTO activation (sequence, package, previous, cause, proposal, at, actor, reason)
SELECT sequence, package, previous, cause, proposal, at, actor, reason FROM kept_activation;
DROP TABLE kept_activation;
DROP TABLE kept_proposal;
