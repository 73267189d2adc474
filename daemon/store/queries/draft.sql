-- Drafts and the dossiers they freeze.

-- name: DOSSIER_PUT
-- A dossier by its hash: hash, content (canonical JSON). An equal one is there already.
INSERT INTO dossier (hash, content)
VALUES (?1, ?2)
    ON CONFLICT (hash) DO NOTHING;

-- name: DRAFT_INSERT
-- A draft: id, kind, subject, phase, number, seal, dossier, state, template, sha256, content_sha256, refusal, refusal_en, made_at.
INSERT INTO draft (id, kind, subject, phase, number, seal, dossier, state, template, sha256, content_sha256, refusal,
                   refusal_en, made_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14);

-- name: DRAFT_NUMBER
-- The number of the newest draft of a (kind, subject, phase), whatever became of it; 0 before the first.
SELECT ifnull(max(number), 0) AS number
  FROM draft
 WHERE kind = ?1 AND subject = ?2 AND phase = ?3;

-- name: DRAFT_SAME
-- The draft of the same seal (null: none), dossier and outcome: kind, subject, seal, dossier, sha256 or refusal.
SELECT id, state
  FROM draft
 WHERE kind = ?1 AND subject = ?2 AND ifnull(seal, '') = ifnull(?3, '') AND dossier = ?4 AND ifnull(sha256, refusal) = ?5;

-- name: DRAFT_MARK
-- A draft is in another state: id, state.
UPDATE draft
   SET state = ?2
 WHERE id = ?1;

-- name: DRAFT_CURRENT
-- The newest draft of a (kind, subject, phase) in one of these states (?4, a JSON list), with its dossier and the origin of its version in force. Older ones that hold were
-- issued.
SELECT draft.id, draft.state, draft.seal, draft.dossier, draft.refusal, dossier.content,
       (SELECT origin FROM draft_version WHERE draft_version.draft = draft.id AND dropped_at IS NULL AND draft_version.origin <> 'stamped' ORDER BY draft_version.number DESC LIMIT 1) AS origin
  FROM draft JOIN dossier ON dossier.hash = draft.dossier
 WHERE draft.kind = ?1 AND draft.subject = ?2 AND draft.phase = ?3 AND draft.state IN (SELECT value FROM json_each(?4))
 ORDER BY draft.number DESC
 LIMIT 1;

-- name: DRAFT_HELD
-- The drafts of a (kind, phase) in one of these states (?3, a JSON list), with their dossiers.
SELECT draft.id, draft.subject, draft.state, dossier.content
  FROM draft JOIN dossier ON dossier.hash = draft.dossier
 WHERE draft.kind = ?1 AND draft.phase = ?2 AND draft.state IN (SELECT value FROM json_each(?3))
 ORDER BY draft.subject, draft.number;

-- name: DRAFT_UNSEALED
-- What papers without a seal are of, of those in one of these states (?1, a JSON list) that were not issued.
SELECT DISTINCT phase
  FROM draft
 WHERE seal IS NULL AND issued_on IS NULL AND state IN (SELECT value FROM json_each(?1));

-- name: DRAFT_DECISIONS
-- The decisions in one of these states (?1, a JSON list), of all phases: papers whose dossier has the rates of prizes; and the papers
-- that propose one, whose dossier has what was appraised.
SELECT draft.id, draft.kind, draft.subject, draft.phase, draft.state, dossier.content
  FROM draft JOIN dossier INDEXED BY dossier_deciding ON dossier.hash = draft.dossier
 WHERE draft.state IN (SELECT value FROM json_each(?1)) AND (instr(dossier.content, '"base_salary"') OR instr(dossier.content, '"appraised"'))
   AND (json_extract(dossier.content, '$.rates.base_salary') IS NOT NULL OR json_extract(dossier.content, '$.appraised') IS NOT NULL)
 ORDER BY draft.made_at, draft.kind, draft.subject, draft.phase, draft.number;

-- name: DRAFT_ISSUED
-- The papers of a phase (?1) in one of these states (?2, a JSON list) that have a number, the newest of each kind and subject last.
SELECT kind, subject, issue_number, issued_on
  FROM draft
 WHERE phase = ?1 AND issue_number IS NOT NULL AND state IN (SELECT value FROM json_each(?2))
 ORDER BY made_at, number;

-- name: AWARD_DECISIONS
-- The decisions in one of these states (?1, a JSON list) with number, day and dossier, in the order of their days.
SELECT draft.id, draft.kind, draft.subject, draft.phase, draft.issue_number, draft.issued_on, dossier.content
  FROM draft JOIN dossier INDEXED BY dossier_deciding ON dossier.hash = draft.dossier
 WHERE draft.state IN (SELECT value FROM json_each(?1)) AND (instr(dossier.content, '"base_salary"') OR instr(dossier.content, '"appraised"'))
   AND dossier.content ->> '$.rates.base_salary' IS NOT NULL AND draft.issued_on IS NOT NULL
 ORDER BY draft.issued_on, draft.made_at, draft.number;

-- name: DRAFT_LIST
-- All drafts, or those of a phase (?1 not NULL), in the order they were made; of one with a file the version in force; moved_at: its last step.
SELECT draft.id, draft.kind, draft.subject, draft.phase, draft.seal, ifnull(version.dossier, draft.dossier) AS dossier, draft.state, version.sha256,
       version.content_sha256, version.number AS version, version.origin, draft.refusal, draft.refusal_en, draft.made_at, draft.issue_number, draft.issued_on,
       (SELECT max(at) FROM workflow_event WHERE workflow_event.kind = 'draft' AND workflow_event.object = draft.id) AS moved_at,
       CASE WHEN draft.seal IS NULL THEN (SELECT content ->> '$.occasion.title' FROM dossier WHERE hash = draft.dossier) END AS occasion
  FROM draft LEFT JOIN draft_version AS version
    ON version.draft = draft.id
   AND version.number = (SELECT max(number) FROM draft_version AS one WHERE one.draft = draft.id AND one.dropped_at IS NULL)
 WHERE ?1 IS NULL OR draft.phase = ?1
 ORDER BY draft.made_at, draft.kind, draft.subject, draft.phase, draft.number;

-- name: DRAFT_REPLIES
-- Until when wards answer the notices that stand (states ?1), as they were made.
SELECT draft.subject, draft.phase, dossier.content ->> '$.reply_by' AS reply_by
  FROM draft JOIN dossier INDEXED BY dossier_answered ON dossier.hash = draft.dossier
 WHERE draft.state IN (SELECT value FROM json_each(?1)) AND instr(dossier.content, '"reply_by"') AND dossier.content ->> '$.reply_by' IS NOT NULL
 ORDER BY draft.made_at, draft.number;

-- name: DRAFT_GET
-- One draft, with the day, issuer and symbol of its dossier.
SELECT draft.id, draft.kind, draft.subject, draft.phase, draft.state, draft.seal, draft.sha256, draft.refusal, draft.refusal_en, draft.issue_number, draft.issued_on,
       dossier.content ->> '$.day' AS day, dossier.content ->> '$.issuer.id' AS issuer, dossier.content ->> '$.issuer.symbol' AS symbol
  FROM draft JOIN dossier ON dossier.hash = draft.dossier
 WHERE draft.id = ?1;

-- name: DRAFT_ISSUE
-- A draft has its number (0: none) and day: id, number, day.
UPDATE draft
   SET issue_number = nullif(?2, 0), issued_on = ?3
 WHERE id = ?1;

-- name: DRAFT_EARLIER
-- The papers in one of these states (?2, a JSON list) that were made before ?1 about the same, each with its dossier, and that of ?1 (?1 itself comes last).
SELECT draft.id, draft.state, dossier.content
  FROM draft AS this JOIN draft ON draft.kind = this.kind AND draft.subject = this.subject AND draft.phase = this.phase AND draft.number <= this.number
  JOIN dossier ON dossier.hash = draft.dossier
 WHERE this.id = ?1 AND (draft.id = ?1 OR draft.state IN (SELECT value FROM json_each(?2)))
 ORDER BY draft.number;

-- name: DRAFT_SHOW
-- One draft, its version in force and the dossier of that.
SELECT draft.id, draft.kind, draft.subject, draft.phase, draft.seal, dossier.hash AS dossier, draft.state, version.sha256, version.content_sha256,
       version.number AS version, version.origin, draft.refusal, draft.refusal_en, draft.made_at, draft.issue_number, draft.issued_on, dossier.content,
       CASE WHEN draft.seal IS NULL THEN dossier.content ->> '$.occasion.title' END AS occasion
  FROM draft LEFT JOIN draft_version AS version
    ON version.draft = draft.id
   AND version.number = (SELECT max(number) FROM draft_version AS one WHERE one.draft = draft.id AND one.dropped_at IS NULL)
  JOIN dossier ON dossier.hash = ifnull(version.dossier, draft.dossier)
 WHERE draft.id = ?1;

-- name: DRAFT_BYTES
-- The file of a draft: of its version in force.
SELECT content.bytes
  FROM draft_version AS version JOIN content ON content.hash = version.sha256
 WHERE version.draft = ?1
   AND version.number = (SELECT max(number) FROM draft_version AS one WHERE one.draft = ?1 AND one.dropped_at IS NULL);

-- name: DRAFT_VERSION_PUT
-- A version of a draft: draft, number, origin, dossier, sha256, content_sha256, made_at, made_by, note, received.
INSERT INTO draft_version (draft, number, origin, dossier, sha256, content_sha256, made_at, made_by, note, received)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10);

-- name: DRAFT_VERSION_NEWEST
-- The number of the newest of a draft, dropped or not, and the dossier of the one in force; all null before the first.
SELECT max(number) AS number,
       (SELECT dossier FROM draft_version WHERE draft = ?1 AND dropped_at IS NULL ORDER BY number DESC LIMIT 1) AS dossier
  FROM draft_version
 WHERE draft = ?1;

-- name: DRAFT_VERSION_DROP
-- Versions of a draft are not in force any more: draft, instant, origins (a JSON list).
UPDATE draft_version
   SET dropped_at = ?2
 WHERE draft = ?1 AND dropped_at IS NULL AND origin IN (SELECT value FROM json_each(?3));

-- name: DRAFT_VERSION_LIST
-- The versions of a draft, as they were made.
SELECT draft, number, origin, dossier, sha256, content_sha256, made_at, made_by, note, dropped_at, received
  FROM draft_version
 WHERE draft = ?1
 ORDER BY number;

-- name: DRAFT_EDITED_BEFORE
-- The newest edited version (origin ?2) of the papers before ?1 about the same.
SELECT version.draft, version.number
  FROM draft AS this JOIN draft AS earlier ON earlier.kind = this.kind AND earlier.subject = this.subject AND earlier.phase = this.phase AND earlier.number < this.number
  JOIN draft_version AS version ON version.draft = earlier.id AND version.origin = ?2
 WHERE this.id = ?1
 ORDER BY earlier.number DESC, version.number DESC
 LIMIT 1;

-- name: DRAFT_FIGURE_PUT
-- A figure that a version changed: draft, version, number, place, place_en, name, said, says.
INSERT INTO draft_figure (draft, version, number, place, place_en, name, said, says)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8);

-- name: DRAFT_FIGURE_KEEP
-- What was confirmed in an earlier version of the draft ?1 is confirmed in the version ?2 that says the same.
UPDATE draft_figure
   SET (confirmed_by, confirmed_at, reason) = (SELECT earlier.confirmed_by, earlier.confirmed_at, earlier.reason
                                                 FROM draft_figure AS earlier
                                                WHERE earlier.draft = ?1 AND earlier.version < ?2 AND earlier.confirmed_by IS NOT NULL
                                                  AND earlier.name = draft_figure.name AND earlier.said = draft_figure.said AND earlier.says = draft_figure.says
                                                ORDER BY earlier.version DESC, earlier.number
                                                LIMIT 1)
 WHERE draft = ?1 AND version = ?2;

-- name: DRAFT_FIGURE_CONFIRM
-- A figure was confirmed: draft, version, number, by whom, when, why.
UPDATE draft_figure
   SET confirmed_by = ?4, confirmed_at = ?5, reason = ?6
 WHERE draft = ?1 AND version = ?2 AND number = ?3;

-- name: DRAFT_FIGURES
-- The figures that the version in force of a draft changed; a stamp changes none.
SELECT version, number, place, place_en, name, said, says, confirmed_at, confirmed_by, reason
  FROM draft_figure
 WHERE draft = ?1 AND version = (SELECT max(number) FROM draft_version WHERE draft = ?1 AND dropped_at IS NULL AND origin <> 'stamped')
 ORDER BY number;
