-- How a deputy signs for the other: KT., Q., TL., TUQ. (Nghị định 30/2020, document/signing.c), and the deputy's own title below it. NULL: as those who
-- are not said how.
ALTER TABLE person_grant ADD COLUMN signs TEXT CHECK (signs IS NULL OR deputy_of IS NOT NULL);
ALTER TABLE person_grant ADD COLUMN title TEXT CHECK (title IS NULL OR signs IS NOT NULL);

-- A draft that a deputy approved: the same paper with the deputy's signature block, beside the draft, which never changes. Gone when the approval is.
CREATE TABLE draft_signing (
    draft          TEXT PRIMARY KEY REFERENCES draft (id),
    dossier        TEXT NOT NULL REFERENCES dossier (hash), -- the draft's own with who signed for whom (signed)
    sha256         TEXT NOT NULL REFERENCES content (hash), -- the file
    content_sha256 TEXT NOT NULL,
    sequence       INTEGER NOT NULL                         -- the change that approved it
) STRICT, WITHOUT ROWID;
