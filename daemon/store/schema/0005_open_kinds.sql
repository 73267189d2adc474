-- The kinds of alerts and of due things are the rooms' (alert/, agenda/due_task.c), so the house holds no list of them.
-- A CHECK cannot be changed in place; rows are set aside in the connection's own memory, children before parents.
CREATE TEMP TABLE kept_alert AS SELECT * FROM alert;
CREATE TEMP TABLE kept_event AS SELECT * FROM alert_event;
DROP TABLE alert_event;
DROP TABLE alert;

-- An alert belongs to (kind, criterion, subject, period); open at most once at a time. Acknowledged means
-- acknowledged_until has not passed; nothing needs to happen for it to expire.
CREATE TABLE alert (
    id                 INTEGER PRIMARY KEY,
    kind               TEXT NOT NULL,
    criterion          TEXT,          -- of a target or rule alert
    subject            TEXT NOT NULL, -- a ward, or the district for administrators' alerts
    period             TEXT NOT NULL,
    opened_at          INTEGER NOT NULL,
    text               TEXT NOT NULL, -- the sentence, kept up to date while open
    acknowledged_until INTEGER,       -- a day, inclusive
    resolved_at        INTEGER
) STRICT;
CREATE UNIQUE INDEX alert_open_once ON alert (kind, ifnull(criterion, ''), subject, period) WHERE resolved_at IS NULL;
CREATE INDEX alert_of ON alert (subject, period, kind, criterion);
CREATE TABLE alert_event (
    id    INTEGER PRIMARY KEY,
    alert INTEGER NOT NULL REFERENCES alert (id),
    at    INTEGER NOT NULL,
    event TEXT NOT NULL CHECK (event IN ('opened', 'changed', 'acknowledged', 'resolved', 'reopened')),
    actor TEXT NOT NULL,
    until INTEGER, -- day, of an acknowledgement
    note  TEXT
) STRICT;
CREATE INDEX alert_event_of ON alert_event (alert, event);
INSERT INTO alert (id, kind, criterion, subject, period, opened_at, text, acknowledged_until, resolved_at)
SELECT id, kind, criterion, subject, period, opened_at, text, acknowledged_until, resolved_at FROM kept_alert;
INSERT INTO alert_event (id, alert, at, event, actor, until, note)
SELECT id, alert, at, event, actor, until, note FROM kept_event;
DROP TABLE kept_event;
DROP TABLE kept_alert;

-- What of the timetable was performed: each (kind, period) once, for ever.
CREATE TEMP TABLE kept_performed AS SELECT * FROM performed;
DROP TABLE performed;
CREATE TABLE performed (
    kind   TEXT NOT NULL,
    period TEXT NOT NULL,
    due_at INTEGER NOT NULL,
    at     INTEGER NOT NULL,
    PRIMARY KEY (kind, period)
) STRICT, WITHOUT ROWID;
INSERT INTO performed (kind, period, due_at, at) SELECT kind, period, due_at, at FROM kept_performed;
DROP TABLE kept_performed;
