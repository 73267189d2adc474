-- The kinds of documents are the contest's (documents.ini), so the house holds no list of them. Nothing refers to a
-- draft; a CHECK cannot be changed in place.
CREATE TEMP TABLE kept_draft AS SELECT * FROM draft;
DROP TABLE draft;

-- A draft freezes a seal and a dossier; it is never changed, only marked.
CREATE TABLE draft (
    id       TEXT PRIMARY KEY, -- phase-1-a-1, phase-1-e-trang-cat-1
    kind     TEXT NOT NULL,    -- a section of documents.ini
    subject  TEXT NOT NULL,
    phase    TEXT NOT NULL,
    seal     TEXT NOT NULL REFERENCES seal (id),
    dossier  TEXT NOT NULL REFERENCES dossier (hash),
    state    TEXT NOT NULL CHECK (state IN ('drafted', 'refused', 'stale')),
    template TEXT NOT NULL,      -- hash of the Word template
    sha256   TEXT REFERENCES content (hash), -- the file; NULL when refused
    content_sha256 TEXT,         -- over its parts
    refusal  TEXT,               -- why it could not be drafted, Vietnamese
    made_at  INTEGER NOT NULL,
    CHECK ((sha256 IS NULL) = (refusal IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX draft_once ON draft (kind, subject, seal, dossier);
INSERT INTO draft (id, kind, subject, phase, seal, dossier, state, template, sha256, content_sha256, refusal, made_at)
SELECT id, kind, subject, phase, seal, dossier, state, template, sha256, content_sha256, refusal, made_at FROM kept_draft;
DROP TABLE kept_draft;
