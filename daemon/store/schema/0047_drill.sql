-- Restore drills (docs/reliability.md): a backup was restored on trial, by the change `sequence`.
CREATE TABLE backup_drill (
    sequence  INTEGER PRIMARY KEY REFERENCES audit (sequence) DEFERRABLE INITIALLY DEFERRED,
    at        INTEGER NOT NULL,
    backup    TEXT NOT NULL,    -- the file's name
    copied_at INTEGER,          -- when that was written
    behind    INTEGER CHECK (behind >= 0), -- so many changes the contest had beyond it
    seals     INTEGER NOT NULL CHECK (seals >= 0), -- computed again, alike
    seconds   INTEGER NOT NULL CHECK (seconds >= 0),
    failed    TEXT              -- why it could not be put back; NULL: it could
) STRICT;
