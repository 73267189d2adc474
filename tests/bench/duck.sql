-- What DuckDB writes otherwise than raw.sql: the least and the greatest of two, and the row in which a column is greatest. The same numbers.

-- name: 4.2
SELECT ward, sum(provided), sum(residents)
  FROM (SELECT ward, area, max(as_of), arg_max(residents, as_of) AS residents, arg_max(provided, as_of) AS provided FROM record_population
         WHERE as_of >= :from AND as_of < :until AND state = 'confirmed' GROUP BY ward, area)
 GROUP BY ward;

-- name: 6.1
SELECT team.parent, count(seen.member_id), count(*)
  FROM record_member AS member JOIN record_unit AS team ON team.unit_id = member.team
  LEFT JOIN (SELECT DISTINCT member_id FROM record_patrol
              WHERE on_date >= :from AND on_date < :until AND state = 'confirmed') AS seen ON seen.member_id = member.member_id
  LEFT JOIN (SELECT member_id, sum(least(valid_until, :last) + 1 - greatest(valid_from, :from)) AS days FROM record_absence
              WHERE valid_from <= :last AND valid_until >= :from AND state = 'confirmed' GROUP BY member_id) AS away ON away.member_id = member.member_id
 WHERE member.state = 'confirmed'
   AND least(ifnull(member.valid_until, :last), :last) + 1 - greatest(member.valid_from, :from) - ifnull(away.days, 0) >= 15
 GROUP BY team.parent;

-- name: 7.1
SELECT team.parent, sum(CASE WHEN done.team IS NULL THEN 0 ELSE 1 END), count(*)
  FROM record_unit AS team
  LEFT JOIN (SELECT DISTINCT team FROM record_good_deed
              WHERE on_date >= :from AND on_date < :until AND state = 'confirmed') AS done ON done.team = team.unit_id
 WHERE team.level = 'team' AND team.state = 'confirmed'
   AND least(ifnull(team.valid_until, :last), :last) + 1 - greatest(team.valid_from, :from) >= 15
 GROUP BY team.parent;
