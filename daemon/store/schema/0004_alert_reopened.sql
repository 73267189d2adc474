-- A target that is missed again after its alert was resolved reopens that alert: its history says so. Nothing refers
-- to an event; a CHECK cannot be changed in place.
CREATE TEMP TABLE kept_event AS SELECT * FROM alert_event;
DROP TABLE alert_event;

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
INSERT INTO alert_event (id, alert, at, event, actor, until, note)
SELECT id, alert, at, event, actor, until, note FROM kept_event;
DROP TABLE kept_event;

-- Where the resolved one is looked for. Not unique: older programs opened a new alert each time, and what they
-- wrote stays as it is; the latest of them is the one that reopens.
CREATE INDEX alert_of ON alert (subject, period, kind, criterion);
