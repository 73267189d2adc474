-- People: accounts, what they may do where and when, and the tokens of programs. Passwords and sessions are not here: they stand in a
-- file of their own that no worker opens.

-- An account. Its name is its log-in name, is never changed and never given to somebody else.
CREATE TABLE person (
    name      TEXT PRIMARY KEY, -- lan.nguyen: a-z 0-9 . - _
    full_name TEXT NOT NULL,
    uid       INTEGER,          -- the machine's user that is this person at the unix socket; NULL: none
    state     TEXT NOT NULL,    -- workflow/workflow_table.c
    made_at   INTEGER NOT NULL,
    sequence  INTEGER NOT NULL  -- the change that made it
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX person_uid ON person (uid) WHERE uid IS NOT NULL;

-- A role of a person, for a unit and what is below it, from a day until a day. A deputy acts for another person, on a named basis.
CREATE TABLE person_grant (
    id          INTEGER PRIMARY KEY,
    person      TEXT NOT NULL REFERENCES person (name),
    role        TEXT NOT NULL,    -- workflow/role.c
    unit        TEXT,             -- of the package; NULL: the whole contest
    valid_from  INTEGER NOT NULL, -- day
    valid_until INTEGER,          -- the day after the last; NULL: no end is known
    deputy_of   TEXT REFERENCES person (name),
    basis       TEXT,             -- the paper that says so
    sequence    INTEGER NOT NULL, -- the change that gave it
    revoked     INTEGER,          -- the change that took it back; NULL: it holds
    CHECK (valid_until IS NULL OR valid_until > valid_from),
    CHECK ((deputy_of IS NULL) = (basis IS NULL)),
    CHECK (deputy_of <> person)
) STRICT;

-- A token with which a program asks as a person, with one role of theirs. Kept is the hash alone.
CREATE TABLE person_token (
    id          INTEGER PRIMARY KEY,
    person      TEXT NOT NULL REFERENCES person (name),
    role        TEXT NOT NULL,
    unit        TEXT,             -- NULL: the whole contest
    hash        TEXT NOT NULL UNIQUE, -- SHA-256 of the token's text
    note        TEXT NOT NULL,    -- what it is for
    valid_until INTEGER NOT NULL, -- the day after its last
    sequence    INTEGER NOT NULL,
    revoked     INTEGER
) STRICT;
