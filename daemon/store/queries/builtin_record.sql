-- Queries on the record types that the program knows by name (unit, member, submission, nomination, eligibility_flag,
-- award). Their tables are made when a package is loaded, so these queries are prepared only then. Live rows, confirmed
-- ones only.

-- name: BUILTIN_UNIT_INSERT
-- A unit that comes with the package: unit_id, level, parent, name, code, valid_from, valid_until, sequence, folded unit_id.
INSERT INTO record_unit (unit_id, level, parent, name, code, valid_from, valid_until, state, source_file, from_seq, folded_id)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 'confirmed', 'package', ?8, ?9);

-- name: BUILTIN_UNIT_ROWS
-- All that is recorded of the unit ?1, in whatever state.
SELECT level, parent, name, code, valid_from, valid_until, state, from_seq
  FROM record_unit
 WHERE unit_id = ?1
 ORDER BY valid_from;

-- name: BUILTIN_UNIT_REPLACE
-- A unit of the package says something else, behind record_sql_supersede: unit_id, valid_from, level, parent, name, code,
-- valid_until, state, state_reason, sequence.
UPDATE record_unit
   SET level = ?3, parent = ?4, name = ?5, code = ?6, valid_until = ?7, state = ?8, state_reason = ?9, source_file = 'package',
       source_row = NULL, from_seq = ?10
 WHERE unit_id = ?1 AND valid_from = ?2;

-- name: BUILTIN_TEAMS_ON
-- The teams that stand on day ?1. ?2, here and below: the id of the level of teams.
SELECT unit_id AS id, name, parent, code, valid_from, valid_until
  FROM record_unit
 WHERE level = ?2 AND state = 'confirmed' AND valid_from <= ?1 AND (valid_until IS NULL OR valid_until >= ?1)
 ORDER BY unit_id;

-- name: BUILTIN_TEAMS
-- The ids of all teams that the records know. ?1: the id of their level.
SELECT DISTINCT unit_id
  FROM record_unit
 WHERE level = ?1 AND state = 'confirmed'
 ORDER BY unit_id;

-- name: BUILTIN_TEAM_PARENT
-- To which unit the team ?1 belongs on day ?2 (above); one that ended, on its last day; one to come, on its first.
SELECT parent AS above
  FROM record_unit
 WHERE unit_id = ?1 AND state = 'confirmed'
 ORDER BY valid_from > ?2, abs(valid_from - ?2)
 LIMIT 1;

-- name: BUILTIN_MEMBER_TEAM
-- To which team the member ?1 belongs on day ?2 (above), as BUILTIN_TEAM_PARENT.
SELECT team AS above
  FROM record_member
 WHERE member_id = ?1 AND state = 'confirmed'
 ORDER BY valid_from > ?2, abs(valid_from - ?2)
 LIMIT 1;

-- name: BUILTIN_UNIT_NAME
-- The name that the unit ?1 has on day ?2, as its records say.
SELECT name
  FROM record_unit
 WHERE unit_id = ?1 AND valid_from <= ?2 AND state = 'confirmed'
 ORDER BY valid_from DESC
 LIMIT 1;

-- name: BUILTIN_ROSTER_TEAMS
-- The teams that belonged to one of the units ?1 (a JSON list) on day ?2; one that ended, on its last day; one to come,
-- on its first. ?3: the id of the level of teams.
SELECT team.unit_id AS id, team.name, team.parent, team.valid_from, team.valid_until
  FROM record_unit AS team
 WHERE team.level = ?3 AND team.state = 'confirmed' AND team.parent IN (SELECT value FROM json_each(?1))
   AND team.valid_from = (SELECT other.valid_from
                            FROM record_unit AS other
                           WHERE other.unit_id = team.unit_id AND other.state = 'confirmed'
                           ORDER BY other.valid_from > ?2, abs(other.valid_from - ?2)
                           LIMIT 1)
 ORDER BY team.unit_id;

-- name: BUILTIN_ROSTER_UNIT
-- The team ?1 as its records say on day ?2, chosen as above; no row for a unit of the package. ?3: the id of the level of teams.
SELECT team.name, team.parent, team.valid_from, team.valid_until
  FROM record_unit AS team
 WHERE team.unit_id = ?1 AND team.level = ?3 AND team.state = 'confirmed'
 ORDER BY team.valid_from > ?2, abs(team.valid_from - ?2)
 LIMIT 1;

-- name: BUILTIN_ROSTER_MEMBERS
-- The members of the teams ?1 (a JSON list) on day ?2.
SELECT member_id AS id, team, full_name AS name, role, valid_from, valid_until
  FROM record_member
 WHERE state = 'confirmed' AND valid_from <= ?2 AND (valid_until IS NULL OR valid_until >= ?2)
   AND team IN (SELECT value FROM json_each(?1))
 ORDER BY team, member_id;

-- name: BUILTIN_ROSTER_MEMBER
-- The member ?1 as his records say on day ?2, chosen as above, with what his team (or ward) is called then.
SELECT member.full_name AS name, member.team AS parent, team.name AS parent_name, member.valid_from, member.valid_until
  FROM record_member AS member
  LEFT JOIN record_unit AS team
    ON team.unit_id = member.team AND team.state = 'confirmed'
   AND team.valid_from = (SELECT other.valid_from
                            FROM record_unit AS other
                           WHERE other.unit_id = member.team AND other.state = 'confirmed'
                           ORDER BY other.valid_from > ?2, abs(other.valid_from - ?2)
                           LIMIT 1)
 WHERE member.member_id = ?1 AND member.state = 'confirmed'
 ORDER BY member.valid_from > ?2, abs(member.valid_from - ?2)
 LIMIT 1;

-- name: BUILTIN_SUBMISSIONS
-- What was returned for a month: the record types of each ward, in the order in which they are looked up.
SELECT ward, record_type
  FROM record_submission
 WHERE period = ?1 AND state = 'confirmed'
 ORDER BY ward, record_type;

-- name: BUILTIN_RETURNS
-- The same with what is said of them.
SELECT ward, record_type, nil_return, submitted_on
  FROM record_submission
 WHERE period = ?1 AND state = 'confirmed'
 ORDER BY ward, record_type;

-- name: BUILTIN_NIL_RETURNS
-- The returns that say that nothing happened.
SELECT ward, period, record_type, source_file, source_row, from_seq
  FROM record_submission
 WHERE nil_return = 'yes' AND state = 'confirmed';

-- name: BUILTIN_NOMINATIONS
-- The nominations of a phase. ?2: the day on which a team's or member's facts are read (the latest that began
-- by then, else the first).
SELECT nomination.nomination_id, nomination.ward, nomination.kind, nomination.subject, nomination.addressee,
       nomination.achievement, nomination.minutes_on, nomination.votes_for, nomination.votes_present,
       ifnull(team.name, member.full_name) AS subject_name, team.level AS subject_level,
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

-- name: BUILTIN_NOMINATIONS_OF_UNITS
-- The same in a contest without teams, and so without members.
SELECT nomination.nomination_id, nomination.ward, nomination.kind, nomination.subject, nomination.addressee,
       nomination.achievement, nomination.minutes_on, nomination.votes_for, nomination.votes_present,
       unit.name AS subject_name, unit.level AS subject_level
  FROM record_nomination AS nomination
  LEFT JOIN record_unit AS unit
    ON unit.unit_id = nomination.subject AND unit.state = 'confirmed'
   AND unit.valid_from = (SELECT other.valid_from
                            FROM record_unit AS other
                           WHERE other.unit_id = nomination.subject AND other.state = 'confirmed'
                           ORDER BY other.valid_from > ?2, abs(other.valid_from - ?2)
                           LIMIT 1)
 WHERE nomination.phase = ?1 AND nomination.state = 'confirmed'
 ORDER BY nomination.ward, nomination.nomination_id;

-- name: BUILTIN_OBJECTIONS
-- What was objected to nominees of a phase (?1) and upheld by day ?2: a flag as the next query has them, of that phase alone.
SELECT subject, 'objection' AS kind, concluded_on AS valid_from
  FROM record_objection
 WHERE state = 'confirmed' AND phase = ?1 AND outcome = 'upheld' AND concluded_on <= ?2
 ORDER BY subject, concluded_on;

-- name: BUILTIN_POSTINGS
-- When, where and by whom a phase's nominees are posted (posted_until is the last day).
SELECT posting_id, unit, posted_on, posted_until, place
  FROM record_posting
 WHERE state = 'confirmed' AND phase = ?1
 ORDER BY posted_on, unit, posting_id;

-- name: BUILTIN_FLAGS
-- The eligibility flags open on any day from ?1 to ?2 (valid_until is the last one).
SELECT subject, kind, valid_from
  FROM record_eligibility_flag
 WHERE state = 'confirmed' AND valid_from <= ?2 AND (valid_until IS NULL OR valid_until >= ?1)
 ORDER BY subject, valid_from, kind;

-- name: BUILTIN_AWARDS
-- Who was commended for a phase (NULL: for any), by whom; named, and at home, as on day ?2 (the latest facts that began by then, else
-- the first). ?3: the id of the judged level. Only where the type has these fields (document/nomination.c).
WITH subject AS (
       SELECT award.award_id, award.subject, award.phase, award.form, award.given_by, award.achievement, award.decision_no,
              award.decision_on, award.amount,
              (SELECT member.valid_from
                 FROM record_member AS member
                WHERE member.member_id = award.subject AND member.state = 'confirmed'
                ORDER BY member.valid_from > ?2, abs(member.valid_from - ?2)
                LIMIT 1) AS member_from
         FROM record_award AS award
        WHERE (?1 IS NULL OR award.phase = ?1) AND award.state = 'confirmed'),
     placed AS (
       SELECT subject.*, member.full_name, member.role, member.sex, member.birth_date, member.team AS member_team,
              ifnull(member.team, subject.subject) AS team
         FROM subject LEFT JOIN record_member AS member
           ON member.member_id = subject.subject AND member.valid_from = subject.member_from)
SELECT placed.award_id, placed.subject, placed.phase, placed.form, placed.given_by, placed.achievement, placed.decision_no,
       placed.decision_on, placed.amount, iif(placed.member_from IS NULL, 'collective', 'individual') AS kind,
       iif(unit.level = ?3, unit.unit_id, unit.parent) AS ward, ifnull(placed.full_name, unit.name) AS subject_name, placed.role AS subject_role,
       placed.sex AS subject_sex, placed.birth_date AS subject_birth_date,
       iif(placed.member_from IS NULL, NULL, unit.name) AS subject_team_name
  FROM placed JOIN record_unit AS unit
    ON unit.unit_id = placed.team AND unit.state = 'confirmed'
   AND unit.valid_from = (SELECT other.valid_from
                            FROM record_unit AS other
                           WHERE other.unit_id = placed.team AND other.state = 'confirmed'
                           ORDER BY other.valid_from > ?2, abs(other.valid_from - ?2)
                           LIMIT 1)
 ORDER BY placed.subject, placed.decision_on, placed.award_id;

-- name: BUILTIN_AWARDS_OF_UNITS
-- The same in a contest without teams, and so without members.
SELECT award.award_id, award.subject, award.phase, award.form, award.given_by, award.achievement, award.decision_no,
       award.decision_on, award.amount, 'collective' AS kind, unit.unit_id AS ward, unit.name AS subject_name
  FROM record_award AS award JOIN record_unit AS unit
    ON unit.unit_id = award.subject AND unit.state = 'confirmed'
   AND unit.valid_from = (SELECT other.valid_from
                            FROM record_unit AS other
                           WHERE other.unit_id = award.subject AND other.state = 'confirmed'
                           ORDER BY other.valid_from > ?2, abs(other.valid_from - ?2)
                           LIMIT 1)
 WHERE (?1 IS NULL OR award.phase = ?1) AND award.state = 'confirmed'
 ORDER BY award.subject, award.decision_on, award.award_id;

-- name: BUILTIN_UNITS_BELOW
-- The unit ?1 and the units and teams that ever were below it.
WITH RECURSIVE below (id) AS (
       VALUES (?1)
       UNION
       SELECT unit.unit_id FROM below JOIN record_unit AS unit ON unit.parent = below.id)
SELECT id FROM below ORDER BY id;

-- name: BUILTIN_MEMBERS_BELOW
-- The members that ever were of one of the teams ?1 (a JSON list).
SELECT DISTINCT member_id AS id
  FROM record_member
 WHERE team IN (SELECT value FROM json_each(?1))
 ORDER BY member_id;

-- name: BUILTIN_UNIT_NAMES
-- The newest name of each of the units ?1 (a JSON list).
SELECT unit_id AS id, name, max(valid_from) AS since
  FROM record_unit
 WHERE unit_id IN (SELECT value FROM json_each(?1))
 GROUP BY unit_id;

-- name: BUILTIN_MEMBER_NAMES
-- The same of the members ?1.
SELECT member_id AS id, full_name AS name, max(valid_from) AS since
  FROM record_member
 WHERE member_id IN (SELECT value FROM json_each(?1))
 GROUP BY member_id;
