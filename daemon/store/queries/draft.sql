-- Drafts and the dossiers they freeze.

-- name: DOSSIER_PUT
-- A dossier by its hash: hash, content (canonical JSON). An equal one is there already.
INSERT INTO dossier (hash, content)
VALUES (?1, ?2)
    ON CONFLICT (hash) DO NOTHING;

-- name: DRAFT_INSERT
-- A draft: id, kind, subject, phase, seal, dossier, state, template, sha256, content_sha256, refusal, made_at.
INSERT INTO draft (id, kind, subject, phase, seal, dossier, state, template, sha256, content_sha256, refusal,
                   made_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12);

-- name: DRAFT_COUNT
-- How many drafts a (kind, subject, phase) has had.
SELECT count(*) AS drafts
  FROM draft
 WHERE kind = ?1 AND subject = ?2 AND phase = ?3;

-- name: DRAFT_STALE
-- Whatever still holds of a (kind, subject, phase) is stale from now on.
UPDATE draft
   SET state = 'stale'
 WHERE kind = ?1 AND subject = ?2 AND phase = ?3 AND state <> 'stale';

-- name: DRAFT_SAME
-- The draft of the same seal and dossier: kind, subject, seal, dossier.
SELECT id, state
  FROM draft
 WHERE kind = ?1 AND subject = ?2 AND seal = ?3 AND dossier = ?4;

-- name: DRAFT_REVIVE
-- A stale draft holds again, because its dossier does.
UPDATE draft
   SET state = iif(sha256 IS NULL, 'refused', 'drafted')
 WHERE id = ?1;

-- name: DRAFT_CURRENT
-- The draft of a (kind, subject, phase) that is not stale, with its dossier.
SELECT draft.id, draft.state, draft.seal, draft.dossier, draft.refusal, dossier.content
  FROM draft JOIN dossier ON dossier.hash = draft.dossier
 WHERE draft.kind = ?1 AND draft.subject = ?2 AND draft.phase = ?3 AND draft.state <> 'stale';

-- name: DRAFT_SUBJECTS
-- Whom drafts of a (kind, phase) that are not stale are about.
SELECT subject
  FROM draft
 WHERE kind = ?1 AND phase = ?2 AND state <> 'stale'
 ORDER BY subject;

-- name: DRAFT_LIST
-- All drafts, or those of a phase (?1 not NULL), in the order they were made.
SELECT id, kind, subject, phase, seal, dossier, state, sha256, content_sha256, refusal, made_at
  FROM draft
 WHERE ?1 IS NULL OR phase = ?1
 ORDER BY made_at, kind, subject, length(id), id;

-- name: DRAFT_GET
-- One draft.
SELECT id, kind, subject, phase, state, sha256, refusal
  FROM draft
 WHERE id = ?1;

-- name: DRAFT_SHOW
-- One draft with the dossier that it was made from.
SELECT draft.id, draft.kind, draft.subject, draft.phase, draft.seal, draft.dossier, draft.state, draft.sha256,
       draft.content_sha256, draft.refusal, draft.made_at, dossier.content
  FROM draft JOIN dossier ON dossier.hash = draft.dossier
 WHERE draft.id = ?1;

-- name: DRAFT_BYTES
-- The file of a draft.
SELECT content.bytes
  FROM draft JOIN content ON content.hash = draft.sha256
 WHERE draft.id = ?1;
