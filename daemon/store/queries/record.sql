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
-- What teams were called, and where they stood then: people write names for ids.
SELECT unit_id, name, parent, valid_from, valid_until
  FROM record_unit
 WHERE level = 'team' AND state = 'confirmed';

-- name: RECORD_TEAM_IDS
-- Teams, for advice on a mistyped id.
SELECT DISTINCT unit_id AS id
  FROM record_unit
 WHERE level = 'team'
 LIMIT 5000;

-- name: RECORD_MEMBER_IDS
-- Members, for advice on a mistyped id.
SELECT DISTINCT member_id AS id
  FROM record_member
 LIMIT 5000;
