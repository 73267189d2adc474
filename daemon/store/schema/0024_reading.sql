-- Who read what is private in records (records.ini, private), when, through which command. A row is written before the answer is given. Within
-- an hour the same person's further answers of the same command about the same unit's records need no row of their own, unless they show more
-- records than any before. Rows go when they are older than thiduad.conf says ([privacy] keep_readings).
CREATE TABLE reading (
    id       INTEGER PRIMARY KEY,
    at       INTEGER NOT NULL, -- seconds
    actor    TEXT NOT NULL,    -- person:lan
    via      TEXT NOT NULL,    -- socket, http
    command  TEXT NOT NULL,    -- records find
    type     TEXT NOT NULL,    -- of the records
    unit     TEXT,             -- of the package, to which they belong; NULL: to none
    key      TEXT,             -- of the record that was asked for by its key
    records  INTEGER NOT NULL CHECK (records > 0), -- versions of records that the answer held
    reason   TEXT,             -- of an export that is not masked
    sequence INTEGER NOT NULL  -- the change that wrote it
) STRICT;
CREATE INDEX reading_of ON reading (actor, at);
