-- The eleven targets as a person with the database and SQL alone would count them: GROUP BY over the stored tables, the
-- parameters written in, no history, no successions, no receipts, no verdicts. The measure of the house's own cost.
-- Each gives ward, numerator, denominator of one month; `kind` says with which of the house's two ways it is compared.

-- name: 1.1 declared
SELECT ward, sum(channel = 'force'), count(*) FROM record_tip
 WHERE received_on >= :from AND received_on < :until AND duplicate_of IS NULL AND verified <> 'no' AND state = 'confirmed'
 GROUP BY ward;

-- name: 1.2 declared
SELECT ward, sum(CASE WHEN notified_at IS NULL OR arrived_at IS NULL THEN ifnull(confirmed_timely = 'yes', 0)
                      WHEN (notified_at + 25200) % 86400 NOT BETWEEN 21600 AND 79199 THEN arrived_at - notified_at <= 1200
                      ELSE arrived_at - notified_at <= 900 END), count(*)
  FROM record_incident
 WHERE occurred_on >= :from AND occurred_on < :until AND presence = 'required' AND state = 'confirmed'
 GROUP BY ward;

-- name: 2.1 declared
SELECT ward, count(*), NULL FROM record_model
 WHERE recognised_on >= 20028 AND recognised_on < :until AND recognised_by IN ('city_police', 'ministry', 'district_police')
   AND started_on <= :last AND (ended_on IS NULL OR ended_on > :last) AND state = 'confirmed'
 GROUP BY ward;

-- name: 3.1 declared
SELECT ward, sum(CASE WHEN arrived_at IS NULL THEN ifnull(confirmed_timely = 'yes', 0) ELSE arrived_at - called_at <= 600 END),
       count(*)
  FROM record_callout WHERE called_on >= :from AND called_on < :until AND state = 'confirmed' GROUP BY ward;

-- name: 4.1 declared
SELECT ward, count(*), NULL FROM record_business_violation
 WHERE act_on >= :from AND act_on < :until AND state = 'confirmed' GROUP BY ward;

-- name: 4.2 free
SELECT ward, sum(provided), sum(residents)
  FROM (SELECT ward, area, max(as_of), residents, provided FROM record_population
         WHERE as_of >= :from AND as_of < :until AND state = 'confirmed' GROUP BY ward, area)
 GROUP BY ward;

-- name: 4.3 declared
SELECT ward, count(*), NULL FROM record_weapon_case
 WHERE on_date >= :from AND on_date < :until AND state = 'confirmed' GROUP BY ward;

-- name: 5.1 declared
SELECT reoffence.ward, count(*), NULL FROM record_reoffence AS reoffence
 WHERE on_date >= :from AND on_date < :until AND state = 'confirmed'
   AND EXISTS (SELECT 1 FROM record_managed_person AS person
                WHERE person.person_code = reoffence.person_code AND person.ward = reoffence.ward
                  AND valid_from <= on_date AND (valid_until IS NULL OR valid_until >= on_date) AND person.state = 'confirmed')
 GROUP BY reoffence.ward;

-- name: 6.1 free
SELECT team.parent, count(seen.member_id), count(*)
  FROM record_member AS member JOIN record_unit AS team ON team.unit_id = member.team
  LEFT JOIN (SELECT DISTINCT member_id FROM record_patrol
              WHERE on_date >= :from AND on_date < :until AND state = 'confirmed') AS seen USING (member_id)
  LEFT JOIN (SELECT member_id, sum(min(valid_until, :last) + 1 - max(valid_from, :from)) AS days FROM record_absence
              WHERE valid_from <= :last AND valid_until >= :from AND state = 'confirmed' GROUP BY member_id) AS away USING (member_id)
 WHERE member.state = 'confirmed'
   AND min(ifnull(member.valid_until, :last), :last) + 1 - max(member.valid_from, :from) - ifnull(away.days, 0) >= 15
 GROUP BY team.parent;

-- name: 6.2 declared
SELECT ward, count(*), NULL FROM record_accident
 WHERE on_date >= :from AND on_date < :until AND level IN ('serious', 'very_serious', 'extremely_serious')
   AND state = 'confirmed'
 GROUP BY ward;

-- name: 7.1 free
SELECT team.parent, sum(done.team IS NOT NULL), count(*)
  FROM record_unit AS team
  LEFT JOIN (SELECT DISTINCT team FROM record_good_deed
              WHERE on_date >= :from AND on_date < :until AND state = 'confirmed') AS done ON done.team = team.unit_id
 WHERE team.level = 'team' AND team.state = 'confirmed'
   AND min(ifnull(team.valid_until, :last), :last) + 1 - max(team.valid_from, :from) >= 15
 GROUP BY team.parent;
