-- What a paper said, version after version: as the daemon made it, as somebody edited it, as a deputy signed it (document/draft_version.h has the origins). A
-- version never changes and never goes; one that an approval made is dropped when the approval is. In force is the newest that was not.
CREATE TABLE draft_version (
    draft          TEXT NOT NULL REFERENCES draft (id),
    number         INTEGER NOT NULL CHECK (number > 0),
    origin         TEXT NOT NULL,
    dossier        TEXT NOT NULL REFERENCES dossier (hash),
    sha256         TEXT NOT NULL REFERENCES content (hash), -- the file
    content_sha256 TEXT NOT NULL,                           -- over its parts
    made_at        INTEGER NOT NULL,
    made_by        TEXT NOT NULL,
    note           TEXT,
    dropped_at     INTEGER,
    PRIMARY KEY (draft, number)
) STRICT, WITHOUT ROWID;
INSERT INTO draft_version (draft, number, origin, dossier, sha256, content_sha256, made_at, made_by)
SELECT id, 1, 'machine', dossier, sha256, content_sha256, made_at,
       ifnull((SELECT actor FROM workflow_event WHERE kind = 'draft' AND object = draft.id ORDER BY workflow_event.id LIMIT 1), 'thiduad')
  FROM draft
 WHERE sha256 IS NOT NULL;
INSERT INTO draft_version (draft, number, origin, dossier, sha256, content_sha256, made_at, made_by)
SELECT draft_signing.draft, 2, 'signed', draft_signing.dossier, draft_signing.sha256, draft_signing.content_sha256, audit.at, audit.actor
  FROM draft_signing JOIN audit ON audit.sequence = draft_signing.sequence;
DROP TABLE draft_signing;
