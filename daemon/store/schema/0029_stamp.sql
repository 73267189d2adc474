-- What was put on papers as they were approved (proof/stamp.h): a version is stamped once, so that it bears the same stamp when it is approved again. Number and day
-- of issue are the draft's.
CREATE TABLE stamp (
    code      TEXT PRIMARY KEY CHECK (length(code) = 19), -- 7KQ2-…, of the payload
    draft     TEXT NOT NULL,
    version   INTEGER NOT NULL,                           -- that was approved; the one with the stamp stands behind it
    payload   TEXT NOT NULL,
    signature TEXT NOT NULL CHECK (length(signature) = 128),
    key       TEXT NOT NULL CHECK (length(key) = 64),     -- the public half that checks it
    figures   TEXT NOT NULL,                              -- the whole hash of the paper's figures
    sha256    TEXT NOT NULL REFERENCES content (hash),    -- the file that was approved
    sequence  INTEGER NOT NULL,                           -- the change that approved it first
    UNIQUE (draft, version),
    FOREIGN KEY (draft, version) REFERENCES draft_version (draft, number)
) STRICT, WITHOUT ROWID;
