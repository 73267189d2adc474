-- Changing the rules in force: proposals, activations, quarantined rules.

-- name: PROPOSAL_INSERT
-- A proposal: kind, package, base, proposed_by, proposed_at, reason, state. Its id is store_last_id.
INSERT INTO proposal (kind, package, base, proposed_by, proposed_at, reason, state)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7);

-- name: PROPOSAL_GET
-- One proposal; ?2 the event of one that was carried over.
SELECT id, kind, package, base, proposed_by, proposed_at, reason, state, decided_by, decided_at, decision,
       (SELECT max(at) FROM workflow_event WHERE kind = 'proposal' AND object = CAST(proposal.id AS TEXT) AND event = ?2) AS carried_at
  FROM proposal
 WHERE id = ?1;

-- name: PROPOSAL_LIST
-- All proposals, or (?1 = 1) those that nobody has decided on; ?2 as above.
SELECT id, kind, package, base, proposed_by, proposed_at, reason, state, decided_by, decided_at, decision,
       (SELECT max(at) FROM workflow_event WHERE kind = 'proposal' AND object = CAST(proposal.id AS TEXT) AND event = ?2) AS carried_at
  FROM proposal
 WHERE ?1 = 0 OR decided_at IS NULL
 ORDER BY id;

-- name: PROPOSAL_MOVE
-- An open proposal is for other rules from now on: id, package, base.
UPDATE proposal
   SET package = ?2, base = ?3
 WHERE id = ?1 AND decided_at IS NULL;

-- name: PROPOSAL_DECIDE
-- An open proposal ends: id, state, decided_by, decided_at, decision (its reason).
UPDATE proposal
   SET state = ?2, decided_by = ?3, decided_at = ?4, decision = ?5
 WHERE id = ?1 AND decided_at IS NULL;

-- name: ACTIVATION_INSERT
-- A package came in force: sequence, package, previous, cause, proposal, at, actor, reason.
INSERT INTO activation (sequence, package, previous, cause, proposal, at, actor, reason)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8);

-- name: ACTIVATION_LIST
-- Which package was in force from which change on, who proposed it, how many verdicts flipped with it, oldest first.
SELECT activation.sequence, activation.package, activation.previous, activation.cause, activation.proposal,
       proposal.proposed_by, activation.at, activation.actor, activation.reason, json_extract(audit.detail, '$.flips') AS flips
  FROM activation LEFT JOIN proposal ON proposal.id = activation.proposal LEFT JOIN audit ON audit.sequence = activation.sequence
 ORDER BY activation.sequence;

-- name: ACTIVATION_UNITS
-- The same with the contents of the files that say which units there are.
SELECT activation.sequence, activation.package, activation.cause, activation.proposal, proposal.proposed_by, activation.at,
       activation.actor, activation.reason, units.content AS units, successions.content AS successions
  FROM activation LEFT JOIN proposal ON proposal.id = activation.proposal
  LEFT JOIN package_file AS units ON units.package = activation.package AND units.path = 'units.csv'
  LEFT JOIN package_file AS successions ON successions.package = activation.package AND successions.path = 'successions.csv'
 ORDER BY activation.sequence;

-- name: ACTIVATION_FIRST
-- The contest's first load.
SELECT sequence, package, at
  FROM activation
 ORDER BY sequence
 LIMIT 1;

-- name: PACKAGE_LIKE
-- At most two kept packages whose hash begins with ?1 (hexadecimal digits only).
SELECT hash, sequence, loaded_at
  FROM package
 WHERE hash GLOB ?1 || '*'
 LIMIT 2;

-- name: RUN_LAST_OF_PERIODS
-- The newest run of each (period, stage).
SELECT id, period, stage, package, sequence, receipt
  FROM run
 WHERE id IN (SELECT max(id) FROM run GROUP BY period, stage);

-- name: RUN_NEWEST_RECEIPTS
-- What the newest ?2 runs up to the run ?1 say of a criterion, newest first; ?3 its path in the receipt ($."1.1").
SELECT id, json_extract(receipt, ?3 || '.rule') AS rule, json_extract(receipt, ?3 || '.error.kind') AS error
  FROM run
 WHERE id <= ?1
 ORDER BY id DESC
 LIMIT ?2;

-- name: RULE_THAT_RAN_WELL
-- The newest earlier version of a criterion that ran without an error: criterion, its path in a receipt, the version
-- that failed. With the package whose file it is.
SELECT criterion.rule, run.package
  FROM run JOIN criterion ON criterion.package = run.package AND criterion.id = ?1
 WHERE criterion.rule <> ?3 AND json_extract(run.receipt, ?2 || '.rule') = criterion.rule
   AND json_type(run.receipt, ?2 || '.error') IS NULL
 ORDER BY run.id DESC
 LIMIT 1;

-- name: QUARANTINE_INSERT
-- A rule that is not started any more: criterion, rule, evaluator (the hash of its file), run, error (JSON), fallback, at.
INSERT INTO quarantine (criterion, rule, evaluator, run, error, fallback, at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7);

-- name: QUARANTINE_LIST
-- The rules that are quarantined now.
SELECT id, criterion, rule, evaluator, run, error, fallback, at, asked_by
  FROM quarantine
 WHERE released_at IS NULL
 ORDER BY id;

-- name: QUARANTINE_RELEASE
-- It is started again: criterion, instant.
UPDATE quarantine
   SET released_at = ?2
 WHERE criterion = ?1 AND released_at IS NULL;

-- name: QUARANTINE_ASK
-- Somebody asks for it to be lifted: criterion, who.
UPDATE quarantine
   SET asked_by = ?2
 WHERE criterion = ?1 AND released_at IS NULL;
