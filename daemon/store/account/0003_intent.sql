-- A change of what proves who somebody is, written here before the main log tells it and carried out once that has: sequence and action are those
-- of the log's row, so that a start knows whether it is to be carried out or forgotten. act: password (hash, changed_at, temporary_until), confirm
-- (step: of the code that was given), remove, end_session (step: its id), end_others. keep: the session that goes on, 0 for none.
CREATE TABLE intent (
    sequence        INTEGER PRIMARY KEY,
    person          TEXT NOT NULL,
    act             TEXT NOT NULL CHECK (act IN ('password', 'confirm', 'remove', 'end_session', 'end_others')),
    action          TEXT NOT NULL,
    password        TEXT,
    changed_at      INTEGER NOT NULL,
    temporary_until INTEGER,
    step            INTEGER NOT NULL,
    keep            INTEGER NOT NULL,
    CHECK ((act = 'password') = (password IS NOT NULL))
) STRICT;
