-- The stamps of papers (proof/stamping.h).

-- name: STAMP_PUT
-- code, draft, version, payload, signature, key, figures, sha256, sequence.
INSERT INTO stamp (code, draft, version, payload, signature, key, figures, sha256, sequence)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9);

-- name: STAMP_OF
-- That of a version: draft, version.
SELECT code, payload, signature, key
  FROM stamp
 WHERE draft = ?1 AND version = ?2;
