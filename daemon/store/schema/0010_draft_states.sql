-- The states of a draft are those of the table of life cycles (workflow/workflow_table.c), so the house holds no list of them.
-- A CHECK cannot be changed in place; nothing refers to a draft.
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
    state    TEXT NOT NULL,
    template TEXT NOT NULL,      -- hash of the Word template
    sha256   TEXT REFERENCES content (hash), -- the file; NULL when there is none
    content_sha256 TEXT,         -- over its parts
    refusal  TEXT,               -- why there is no file, Vietnamese
    made_at  INTEGER NOT NULL,
    CHECK ((sha256 IS NULL) = (refusal IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX draft_once ON draft (kind, subject, seal, dossier, ifnull(sha256, refusal));
INSERT INTO draft (id, kind, subject, phase, seal, dossier, state, template, sha256, content_sha256, refusal, made_at)
SELECT id, kind, subject, phase, seal, dossier, state, template, sha256, content_sha256, refusal, made_at FROM kept_draft;
DROP TABLE kept_draft;
