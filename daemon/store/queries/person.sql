-- People: accounts, grants, tokens.

-- name: PERSON_INSERT
-- An account: name, full_name, uid, state, made_at, sequence.
INSERT INTO person (name, full_name, uid, state, made_at, sequence)
VALUES (?1, ?2, ?3, ?4, ?5, ?6);

-- name: PERSON_GET
-- One account.
SELECT name, full_name, uid, state, made_at, sequence
  FROM person
 WHERE name = ?1;

-- name: PERSON_LIST
-- All accounts, by name.
SELECT name, full_name, uid, state, made_at, sequence
  FROM person
 ORDER BY name;

-- name: PERSON_STATE
-- The state of an account: name, state.
UPDATE person
   SET state = ?2
 WHERE name = ?1;

-- name: PERSON_CHANGE
-- What an account says of its person: name, full_name, uid.
UPDATE person
   SET full_name = ?2, uid = ?3
 WHERE name = ?1;

-- name: PERSON_OF_UID
-- The account of a user of the machine.
SELECT name
  FROM person
 WHERE uid = ?1;

-- name: PERSON_WAS_UID
-- Whether an account is, or ever was, this user of the machine: name, uid. A row, or none.
SELECT 1 AS was
  FROM person
 WHERE name = ?1 AND uid = ?2
UNION ALL
SELECT 1
  FROM audit
 WHERE action IN ('people add', 'people change')
   AND json_extract(detail, '$.name') = ?1 AND json_extract(detail, '$.uid') = ?2
 LIMIT 1;

-- name: PERSON_GRANT_INSERT
-- A role: person, role, unit, valid_from, valid_until, deputy_of, basis, sequence, signs, title. Its id is store_last_id.
INSERT INTO person_grant (person, role, unit, valid_from, valid_until, deputy_of, basis, sequence, signs, title)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10);

-- name: PERSON_GRANT_LIST
-- All roles that were given, or (?1 not null) those of one person, in the order in which they were.
SELECT id, person, role, unit, valid_from, valid_until, deputy_of, basis, signs, title, sequence, revoked
  FROM person_grant
 WHERE ?1 IS NULL OR person = ?1
 ORDER BY id;

-- name: PERSON_GRANT_REVOKE
-- A role is taken back: id, sequence.
UPDATE person_grant
   SET revoked = ?2
 WHERE id = ?1 AND revoked IS NULL;

-- name: PERSON_TOKEN_INSERT
-- A token: person, role, unit, hash, note, valid_until, sequence. Its id is store_last_id.
INSERT INTO person_token (person, role, unit, hash, note, valid_until, sequence)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7);

-- name: PERSON_TOKEN_LIST
-- All tokens, or (?1 not null) those of one person, in the order in which they were made.
SELECT id, person, role, unit, hash, note, valid_until, sequence, revoked
  FROM person_token
 WHERE ?1 IS NULL OR person = ?1
 ORDER BY id;

-- name: PERSON_TOKEN_REVOKE
-- A token is taken back: id, sequence.
UPDATE person_token
   SET revoked = ?2
 WHERE id = ?1 AND revoked IS NULL;

-- name: PERSON_FEED_INSERT
-- The secret of a calendar: person, hash, made_at, sequence.
INSERT INTO person_feed (person, hash, made_at, sequence)
VALUES (?1, ?2, ?3, ?4);

-- name: PERSON_FEED_REVOKE
-- The one of a person that stands is taken back: person, sequence.
UPDATE person_feed
   SET revoked = ?2
 WHERE person = ?1 AND revoked IS NULL;

-- name: PERSON_FEED_LIST
-- Those that stand, of everybody or (?1 not null) of one person.
SELECT id, person, hash, made_at
  FROM person_feed
 WHERE revoked IS NULL AND (?1 IS NULL OR person = ?1)
 ORDER BY id;
