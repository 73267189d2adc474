-- The second database of a state folder, accounts.db: what proves who somebody is. Who there is and what each may do are rows of
-- the main database and its log; a person is named by the login name. No worker can open this file.

-- What a person knows or has. password: argon2id (PHC string, libsodium), NULL until one is set. totp: the second factor's key
-- (RFC 6238) in base32, NULL without one; totp_new: a key that was shown and not confirmed yet; totp_step: the last time
-- step that was taken, so that no code counts twice.
CREATE TABLE secret (
    person     TEXT PRIMARY KEY,
    password   TEXT,
    changed_at INTEGER NOT NULL,
    totp       TEXT,
    totp_new   TEXT,
    totp_step  INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

-- Codes for the day the second factor is lost: SHA-256 of each, deleted when it was used.
CREATE TABLE recovery (
    person TEXT NOT NULL REFERENCES secret (person) ON DELETE CASCADE,
    hash   TEXT NOT NULL,
    PRIMARY KEY (person, hash)
) STRICT, WITHOUT ROWID;

-- Who is logged in. id: for people, to end one by; hash: SHA-256 of the 32 random bytes that only the browser holds; made and last: seconds of
-- the kernel's count since the boot of that name, which goes on while the machine sleeps and which nobody sets; made_at:
-- the instant by the daemon's clock, for people; second: a second factor was given.
CREATE TABLE session (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    hash    TEXT NOT NULL UNIQUE,
    person  TEXT NOT NULL,
    boot    TEXT NOT NULL,
    made    INTEGER NOT NULL,
    last    INTEGER NOT NULL,
    made_at INTEGER NOT NULL,
    second  INTEGER NOT NULL CHECK (second IN (0, 1)),
    address TEXT NOT NULL,
    agent   TEXT NOT NULL
) STRICT;
CREATE INDEX session_of ON session (person);

-- Log-ins that failed, or are being tried: by the name that was typed, whether there is such a person or not, and from where.
CREATE TABLE attempt (
    id      INTEGER PRIMARY KEY,
    person  TEXT NOT NULL,
    address TEXT NOT NULL,
    boot    TEXT NOT NULL,
    at      INTEGER NOT NULL
) STRICT;
CREATE INDEX attempt_of ON attempt (person, boot, at);
CREATE INDEX attempt_from ON attempt (address, boot, at);
