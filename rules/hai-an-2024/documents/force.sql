-- Lực lượng hiện có, cho kế hoạch: mỗi dòng một tổ, một thành viên.
-- The force as it stands: a row a team, a row a member.
SELECT 'teams' AS figure, unit_id AS record, valid_from AS on_date, 1 AS num, name AS words
  FROM unit
 WHERE level = 'team' AND valid_from <= :last AND (valid_until IS NULL OR valid_until >= :last)
UNION ALL
SELECT 'force', member_id, valid_from, 1, NULL
  FROM member
 WHERE valid_from <= :last AND (valid_until IS NULL OR valid_until >= :last)
 ORDER BY 1, 3, 2
