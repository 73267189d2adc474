-- What the house itself asks of the record types that it knows by name (unit, member, submission, nomination,
-- eligibility_flag). Their tables are made when a package is loaded, so these queries are prepared only
-- then. Live rows, confirmed ones only.

-- name: HOUSE_UNIT_INSERT
-- A unit that comes with the package: unit_id, level, parent, name, code, valid_from, valid_until, sequence.
INSERT INTO record_unit (unit_id, level, parent, name, code, valid_from, valid_until, state, source_file, from_seq)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 'confirmed', 'package', ?8);

-- name: HOUSE_TEAMS
-- The ids of all teams that the records know.
SELECT DISTINCT unit_id
  FROM record_unit
 WHERE level = 'team' AND state = 'confirmed'
 ORDER BY unit_id;

-- name: HOUSE_UNIT_NAME
-- The name that the unit ?1 has on day ?2, as its records say.
SELECT name
  FROM record_unit
 WHERE unit_id = ?1 AND valid_from <= ?2 AND state = 'confirmed'
 ORDER BY valid_from DESC
 LIMIT 1;

-- name: HOUSE_SUBMISSIONS
-- What was returned for a month: the record types of each ward.
SELECT ward, record_type
  FROM record_submission
 WHERE period = ?1 AND state = 'confirmed';

-- name: HOUSE_NOMINATIONS
-- The nominations of a phase. ?2: the day on which a team's or member's facts are read (the latest that began
-- by then, else the first).
SELECT nomination.nomination_id, nomination.ward, nomination.kind, nomination.subject, nomination.addressee,
       nomination.achievement, nomination.minutes_on, nomination.votes_for, nomination.votes_present,
       ifnull(team.name, member.full_name) AS subject_name,
       member.role AS subject_role, member.sex AS subject_sex, member.birth_date AS subject_birth_date,
       (SELECT unit.name
          FROM record_unit AS unit
         WHERE unit.unit_id = member.team AND unit.state = 'confirmed'
         ORDER BY unit.valid_from > ?2, abs(unit.valid_from - ?2)
         LIMIT 1) AS subject_team_name
  FROM record_nomination AS nomination
  LEFT JOIN record_unit AS team
    ON nomination.kind = 'collective' AND team.unit_id = nomination.subject AND team.state = 'confirmed'
   AND team.valid_from = (SELECT other.valid_from
                            FROM record_unit AS other
                           WHERE other.unit_id = nomination.subject AND other.state = 'confirmed'
                           ORDER BY other.valid_from > ?2, abs(other.valid_from - ?2)
                           LIMIT 1)
  LEFT JOIN record_member AS member
    ON nomination.kind = 'individual' AND member.member_id = nomination.subject AND member.state = 'confirmed'
   AND member.valid_from = (SELECT other.valid_from
                              FROM record_member AS other
                             WHERE other.member_id = nomination.subject AND other.state = 'confirmed'
                             ORDER BY other.valid_from > ?2, abs(other.valid_from - ?2)
                             LIMIT 1)
 WHERE nomination.phase = ?1 AND nomination.state = 'confirmed'
 ORDER BY nomination.ward, nomination.nomination_id;

-- name: HOUSE_FLAGS
-- The eligibility flags open on any day from ?1 to ?2 (valid_until is the last one).
SELECT subject, kind, valid_from
  FROM record_eligibility_flag
 WHERE state = 'confirmed' AND valid_from <= ?2 AND (valid_until IS NULL OR valid_until >= ?1)
 ORDER BY subject, valid_from, kind;
