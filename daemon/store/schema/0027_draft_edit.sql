-- The hash of a version's file as a person sent it; what is kept was written anew in a worker.
ALTER TABLE draft_version ADD COLUMN received TEXT;

-- Figures that an edited version states otherwise than the machine's text: somebody confirms each before the paper is submitted.
CREATE TABLE draft_figure (
    draft        TEXT NOT NULL,
    version      INTEGER NOT NULL,
    number       INTEGER NOT NULL CHECK (number > 0),
    place        TEXT NOT NULL,
    place_en     TEXT NOT NULL,
    name         TEXT NOT NULL, -- what its row and column are about, or the words before it
    said         TEXT NOT NULL, -- by the machine; empty: nothing
    says         TEXT NOT NULL,
    confirmed_by TEXT,
    confirmed_at INTEGER CHECK ((confirmed_at IS NULL) = (confirmed_by IS NULL)),
    reason       TEXT CHECK ((reason IS NULL) = (confirmed_by IS NULL)),
    PRIMARY KEY (draft, version, number),
    FOREIGN KEY (draft, version) REFERENCES draft_version (draft, number)
) STRICT, WITHOUT ROWID;
