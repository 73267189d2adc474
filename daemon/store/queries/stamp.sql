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

-- name: STAMP_BY_CODE
-- The stamp with a code; newest: no later version of its paper was stamped.
SELECT code, draft, version, payload, signature, key, figures,
       NOT EXISTS (SELECT 1 FROM stamp AS later WHERE later.draft = stamp.draft AND later.version > stamp.version) AS newest
  FROM stamp
 WHERE code = ?1;

-- name: STAMP_BY_FIGURES
-- The stamp of a paper with these figures (?1), that with the code ?2 (or NULL) before others, then the newest.
SELECT code, draft, version, payload, signature, key, figures,
       NOT EXISTS (SELECT 1 FROM stamp AS later WHERE later.draft = stamp.draft AND later.version > stamp.version) AS newest
  FROM stamp
 WHERE figures = ?1
 ORDER BY code IS ?2 DESC, sequence DESC
 LIMIT 1;

-- name: STAMP_BY_FILE
-- The version of a paper with this file, as it is kept or as it was received, and its stamp: of the newest stamped one at or before it.
SELECT found.draft, found.number AS version, code, payload, signature, key, figures,
       NOT EXISTS (SELECT 1 FROM stamp AS later WHERE later.draft = stamp.draft AND later.version > stamp.version) AS newest
  FROM draft_version AS found
  LEFT JOIN stamp ON stamp.draft = found.draft AND found.origin = 'stamped' AND
       stamp.version = (SELECT max(version) FROM stamp AS one WHERE one.draft = found.draft AND one.version < found.number)
 WHERE found.sha256 = ?1 OR found.received = ?1
 ORDER BY found.number DESC
 LIMIT 1;

-- name: STAMP_BY_COPY
-- The paper of which this file is a signed copy, with its newest stamp.
SELECT signed_copy.draft, stamp.version, code, payload, signature, key, figures, 1 AS newest
  FROM signed_copy
  LEFT JOIN stamp ON stamp.draft = signed_copy.draft AND stamp.version = (SELECT max(version) FROM stamp AS one WHERE one.draft = signed_copy.draft)
 WHERE signed_copy.sha256 = ?1
 ORDER BY signed_copy.draft
 LIMIT 1;

-- name: STAMP_NEWER
-- The newest issued paper of the same kind, unit and phase as the paper ?1, later than it.
SELECT newer.id
  FROM draft AS own JOIN draft AS newer ON newer.kind = own.kind AND newer.subject = own.subject AND newer.phase = own.phase
 WHERE own.id = ?1 AND newer.number > own.number AND newer.issued_on IS NOT NULL
 ORDER BY newer.number DESC
 LIMIT 1;
