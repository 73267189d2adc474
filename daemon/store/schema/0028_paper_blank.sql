-- What only people know of a paper (who came, how it was voted, where), as they gave it for a kind, a unit and a phase. Each value is a row:
-- the newest of a key holds, the ones before are kept; NULL takes it back.
CREATE TABLE paper_blank (
    id         INTEGER PRIMARY KEY,
    kind       TEXT NOT NULL,    -- of the paper: c
    subject    TEXT NOT NULL,    -- the unit that it is about
    phase      TEXT NOT NULL,
    key        TEXT NOT NULL,    -- place; of each nominee: agreed_cat-bi-1
    value      TEXT,             -- as a cell is written: 11, 2025-02-13
    written_by TEXT NOT NULL,
    written_at INTEGER NOT NULL,
    CHECK (key <> '' AND value <> '')
) STRICT;
CREATE INDEX paper_blank_of ON paper_blank (phase, kind, subject, key);
