-- Files that records carry (a scan, a photo), cleaned; their bytes are in content. A file that was detached stays, as every version of a
-- record does. type and key name the record as people write it: tip, cat-bi/12.
CREATE TABLE attachment (
    id       INTEGER PRIMARY KEY,
    type     TEXT NOT NULL,
    key      TEXT NOT NULL,
    name     TEXT NOT NULL,    -- as the person's file was called, without folders
    media    TEXT NOT NULL,    -- jpeg, png, pdf: by its content
    content  TEXT NOT NULL REFERENCES content (hash),
    size     INTEGER NOT NULL, -- bytes, as kept
    facts    TEXT NOT NULL CHECK (json_valid(facts)), -- {width, height, pages, removed: [what was left out…], signed}
    original TEXT NOT NULL,    -- SHA-256 of the file as it came, which is not kept
    sequence INTEGER NOT NULL, -- the change that attached it
    detached INTEGER           -- the change that detached it; NULL: it is attached
) STRICT;
CREATE INDEX attachment_of ON attachment (type, key);
