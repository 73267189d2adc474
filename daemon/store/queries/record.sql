-- What an import asks of the built-in record types (daemon/import/), whatever the state of the records: a
-- returned team is still a known one. Their tables are made when a package is loaded.

-- name: RECORD_UNIT_FACTS
-- All that is recorded of a unit: where it belonged, from when to when.
SELECT level, parent AS "in", valid_from, valid_until
  FROM record_unit
 WHERE unit_id = ?1
 ORDER BY valid_from;

-- name: RECORD_MEMBER_FACTS
-- The teams of a member.
SELECT team AS "in", valid_from, valid_until
  FROM record_member
 WHERE member_id = ?1
 ORDER BY valid_from;

-- name: RECORD_TEAM_NAMES
-- What teams were called, and where they stood then: people write names for ids. ?1: the state of rows that count; ?2: the id of the level of teams.
SELECT unit_id, name, parent, valid_from, valid_until
  FROM record_unit
 WHERE level = ?2 AND state = ?1;

-- name: RECORD_TEAM_IDS
-- Teams, for advice on a mistyped id. ?1: the id of their level.
SELECT DISTINCT unit_id AS id
  FROM record_unit
 WHERE level = ?1
 LIMIT 5000;

-- name: RECORD_MEMBERS_NAMED
-- Members of the name ?1, for advice where a name was written for an id. ?2: the state of rows that count.
SELECT DISTINCT member_id AS id, team
  FROM record_member
 WHERE full_name = ?1 AND state = ?2
 ORDER BY member_id
 LIMIT 10;

-- name: RECORD_MEMBER_NAMES
-- What member ?1 was ever called.
SELECT DISTINCT full_name
  FROM record_member
 WHERE member_id = ?1;

-- name: RECORD_MEMBER_IDS
-- Members, for advice on a mistyped id.
SELECT DISTINCT member_id AS id
  FROM record_member
 LIMIT 5000;
