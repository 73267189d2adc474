-- Seals and drafts are numbered as they are made, and a draft that has no file says why in both languages.

-- The phase's first seal is 1; nothing of a phase is ever deleted, so a greater number was made later.
ALTER TABLE seal ADD COLUMN number INTEGER NOT NULL DEFAULT 0;
-- Ids end in this number and were the order so far.
UPDATE seal
   SET number = (SELECT count(*) FROM seal AS other
                  WHERE other.phase = seal.phase
                    AND (length(other.id), other.id) <= (length(seal.id), seal.id));
CREATE UNIQUE INDEX seal_number ON seal (phase, number);

-- A CHECK cannot be changed in place; nothing refers to a draft.
CREATE TEMP TABLE kept_draft AS
SELECT *, row_number() OVER (PARTITION BY kind, subject, phase ORDER BY length(id), id) AS number FROM draft;
DROP TABLE draft;

-- A draft freezes a seal and a dossier; it is never changed, only marked.
CREATE TABLE draft (
    id       TEXT PRIMARY KEY, -- phase-1-a-1, phase-1-e-trang-cat-1
    kind     TEXT NOT NULL,    -- a section of documents.ini
    subject  TEXT NOT NULL,
    phase    TEXT NOT NULL,
    number   INTEGER NOT NULL, -- the first of its kind, subject and phase is 1
    seal     TEXT NOT NULL REFERENCES seal (id),
    dossier  TEXT NOT NULL REFERENCES dossier (hash),
    state    TEXT NOT NULL,
    template TEXT NOT NULL,      -- hash of the Word template
    sha256   TEXT REFERENCES content (hash), -- the file; NULL when there is none
    content_sha256 TEXT,         -- over its parts
    refusal  TEXT,               -- why there is no file, Vietnamese
    refusal_en TEXT,             -- the same in English; NULL also for drafts made before this step
    made_at  INTEGER NOT NULL,
    CHECK ((sha256 IS NULL) = (refusal IS NOT NULL)),
    CHECK (refusal IS NOT NULL OR refusal_en IS NULL)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX draft_once ON draft (kind, subject, seal, dossier, ifnull(sha256, refusal));
CREATE UNIQUE INDEX draft_number ON draft (kind, subject, phase, number);
INSERT INTO draft (id, kind, subject, phase, number, seal, dossier, state, template, sha256, content_sha256, refusal, made_at)
SELECT id, kind, subject, phase, number, seal, dossier, state, template, sha256, content_sha256, refusal, made_at FROM kept_draft;
DROP TABLE kept_draft;
