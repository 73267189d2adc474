-- accounts.db: secrets, sessions, attempts to log in (account/0001_account.sql).

-- name: SECRET_GET
-- One person's secret.
SELECT password, changed_at, totp, totp_new, totp_step, temporary_until FROM secret WHERE person = ?1;

-- name: SECRET_NAMES
-- Whoever has a secret.
SELECT person FROM secret ORDER BY person;

-- name: SECRET_PASSWORD
-- Sets the password; the second factor stays.
INSERT INTO secret (person, password, changed_at, temporary_until) VALUES (?1, ?2, ?3, ?4)
    ON CONFLICT (person) DO UPDATE SET password = excluded.password, changed_at = excluded.changed_at, temporary_until = excluded.temporary_until;

-- name: SECRET_DELETE
DELETE FROM secret WHERE person = ?1;

-- name: SECRET_ENTERED
-- A log-in; the one before it is kept.
UPDATE secret SET entered_before = entered_at, entered_at = ?2 WHERE person = ?1;

-- name: SECRET_ENTERED_BEFORE
SELECT entered_before FROM secret WHERE person = ?1;

-- name: SECRET_TOTP_NEW
-- A key that was shown; it counts once a code of it was given.
UPDATE secret SET totp_new = ?2 WHERE person = ?1;

-- name: SECRET_TOTP_CONFIRM
-- The key that was shown becomes the person's; its code of this step counts no more.
UPDATE secret SET totp = totp_new, totp_new = NULL, totp_step = ?2 WHERE person = ?1 AND totp_new IS NOT NULL;

-- name: SECRET_TOTP_USED
-- Notes a step; nothing is changed when it or a later one was taken already.
UPDATE secret SET totp_step = ?2 WHERE person = ?1 AND totp_step < ?2 RETURNING totp_step;

-- name: SECRET_TOTP_REMOVE
UPDATE secret SET totp = NULL, totp_new = NULL, totp_step = 0 WHERE person = ?1;

-- name: RECOVERY_INSERT
INSERT INTO recovery (person, hash) VALUES (?1, ?2);

-- name: RECOVERY_USE
-- Deletes the code, so that it counts once; a row when there was one.
DELETE FROM recovery WHERE person = ?1 AND hash = ?2 RETURNING hash;

-- name: RECOVERY_DELETE
DELETE FROM recovery WHERE person = ?1;

-- name: RECOVERY_COUNT
SELECT count(*) AS count FROM recovery WHERE person = ?1;

-- name: INTENT_PUT
-- What is to be carried out once the log tells it: person, act, action, sequence, password, changed_at, temporary_until, step, keep.
INSERT INTO intent (person, act, action, sequence, password, changed_at, temporary_until, step, keep)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
    ON CONFLICT (sequence) DO UPDATE SET person = excluded.person, act = excluded.act, action = excluded.action, password = excluded.password,
       changed_at = excluded.changed_at, temporary_until = excluded.temporary_until, step = excluded.step, keep = excluded.keep;

-- name: INTENT_LIST
SELECT person, act, action, sequence, password, changed_at, temporary_until, step, keep FROM intent ORDER BY sequence;

-- name: INTENT_DELETE
DELETE FROM intent WHERE sequence = ?1;

-- name: SESSION_INSERT
INSERT INTO session (hash, person, boot, made, last, made_at, second, address, agent) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9);

-- name: SESSION_LIST
-- Those of this boot, with what their persons' secrets say now; a session of another boot has ended.
SELECT session.id, hash, session.person, made, last, made_at, totp IS NOT NULL AS second, temporary_until IS NOT NULL AS temporary, address, agent
  FROM session JOIN secret ON secret.person = session.person WHERE boot = ?1 ORDER BY session.id;

-- name: SESSION_TOUCH
UPDATE session SET last = ?2 WHERE id = ?1;

-- name: SESSION_DELETE
DELETE FROM session WHERE id = ?1;

-- name: SESSION_CLEAR
-- Everybody's.
DELETE FROM session;

-- name: SESSION_DELETE_PERSON
-- All of a person's but one.
DELETE FROM session WHERE person = ?1 AND id <> ?2;

-- name: SESSION_DELETE_ENDED
-- Of another boot, idle since or begun before these seconds.
DELETE FROM session WHERE boot <> ?1 OR last <= ?2 OR made <= ?3;

-- name: ATTEMPT_INSERT
INSERT INTO attempt (person, address, boot, at) VALUES (?1, ?2, ?3, ?4);

-- name: ATTEMPT_COUNT_PERSON
SELECT count(*) AS count FROM attempt WHERE person = ?1 AND boot = ?2 AND at > ?3;

-- name: ATTEMPT_COUNT_ADDRESS
SELECT count(*) AS count FROM attempt WHERE address = ?1 AND boot = ?2 AND at > ?3;

-- name: ATTEMPT_DELETE
-- It was a good one.
DELETE FROM attempt WHERE id = ?1;

-- name: ATTEMPT_FORGET_PERSON
DELETE FROM attempt WHERE person = ?1;

-- name: ATTEMPT_FORGET_OLD
DELETE FROM attempt WHERE boot <> ?1 OR at <= ?2;

-- name: ATTEMPT_CLEAR
DELETE FROM attempt;

-- name: ACCOUNT_COMPACT
-- What was deleted is not left in free pages.
VACUUM;

-- name: SIGNING_KEY_GET
-- The key by which papers are signed.
SELECT seed, public, made_at FROM signing_key;

-- name: SIGNING_KEY_PUT
-- It is made once: seed, public, made_at.
INSERT INTO signing_key (id, seed, public, made_at) VALUES (1, ?1, ?2, ?3);
