-- The secret address of a person's calendar (person/person.h): by it alone, without a log-in, a phone reads when what is due. Kept is the hash alone; at most one stands.
CREATE TABLE person_feed (
    id       INTEGER PRIMARY KEY,
    person   TEXT NOT NULL REFERENCES person (name),
    hash     TEXT NOT NULL UNIQUE, -- SHA-256 of the secret's text
    made_at  INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    revoked  INTEGER               -- the change that took it back; NULL: it holds
) STRICT;
CREATE UNIQUE INDEX person_feed_one ON person_feed (person) WHERE revoked IS NULL;
