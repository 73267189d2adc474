-- The signed copies of issued papers (register/signed_copy.h): their bytes as they came.
CREATE TABLE signed_copy (
    draft       TEXT NOT NULL REFERENCES draft (id),
    number      INTEGER NOT NULL CHECK (number > 0),
    name        TEXT NOT NULL,
    media       TEXT NOT NULL, -- pdf, jpeg, png
    size        INTEGER NOT NULL,
    sha256      TEXT NOT NULL REFERENCES content (hash),
    attached_at INTEGER NOT NULL,
    attached_by TEXT NOT NULL,
    note        TEXT,
    PRIMARY KEY (draft, number)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX signed_copy_once ON signed_copy (draft, sha256);
