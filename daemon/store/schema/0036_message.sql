-- What people are told (message/). A cause is written in the change that brings it about (contest/message_kind.h): an alert opened, a paper
-- submitted. From causes, routes and addresses follow rows of the outbox, each once by its key, which is the Message-ID of whatever is sent.
CREATE TABLE message_cause (
    id       INTEGER PRIMARY KEY,
    kind     TEXT NOT NULL,
    object   TEXT NOT NULL,    -- the alert, the paper …
    sequence INTEGER NOT NULL, -- of the change that brought it about
    at       INTEGER NOT NULL,
    actor    TEXT NOT NULL,
    note     TEXT,
    planned  INTEGER NOT NULL DEFAULT 0 CHECK (planned IN (0, 1)), -- its messages are in the outbox
    UNIQUE (kind, object, sequence)
) STRICT;
CREATE INDEX message_cause_planned ON message_cause (planned, id);

CREATE TABLE outbox (
    id         INTEGER PRIMARY KEY,
    cause      INTEGER REFERENCES message_cause, -- NULL: a digest
    kind       TEXT NOT NULL,
    route      TEXT,
    addressee  TEXT NOT NULL,    -- person:NAME, unit:ID
    channel    TEXT NOT NULL,
    address    TEXT NOT NULL,
    language   TEXT NOT NULL CHECK (language IN ('vi', 'en')),
    key        TEXT NOT NULL UNIQUE,
    subject    TEXT NOT NULL,
    text       TEXT NOT NULL,
    link       TEXT,
    paper      TEXT,             -- the draft that goes with it
    alone      INTEGER NOT NULL CHECK (alone IN (0, 1)),
    state      TEXT NOT NULL,    -- workflow_table.c, message
    made_at    INTEGER NOT NULL,
    due_at     INTEGER NOT NULL, -- behind quiet hours
    next_at    INTEGER NOT NULL, -- of the next attempt
    attempts   INTEGER NOT NULL DEFAULT 0,
    sent_at    INTEGER,
    problem    TEXT,
    problem_en TEXT,
    digest     INTEGER REFERENCES outbox, -- of which it is a line
    CHECK (cause IS NOT NULL OR alone = 1)
) STRICT;
CREATE INDEX outbox_next ON outbox (state, next_at);
CREATE INDEX outbox_cause ON outbox (cause, addressee);
CREATE INDEX outbox_digest ON outbox (digest);

-- Where somebody is reached: a fact with days, never overwritten. An address is taken back by the day on which it ends.
CREATE TABLE address (
    id          INTEGER PRIMARY KEY,
    addressee   TEXT NOT NULL,    -- person:NAME, unit:ID
    channel     TEXT NOT NULL,
    address     TEXT NOT NULL CHECK (address <> ''),
    valid_from  INTEGER NOT NULL, -- days
    valid_until INTEGER NOT NULL, -- half-open
    sequence    INTEGER NOT NULL
) STRICT;
CREATE INDEX address_of ON address (addressee, channel, valid_from);
