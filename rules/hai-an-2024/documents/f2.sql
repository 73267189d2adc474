-- Thành tích của một thành viên trong đợt: mỗi dòng là một bản ghi đã xác nhận; các cột như f1.sql. :subject là thành
-- viên được đề nghị. Nguồn tin, vụ việc không ghi tên thành viên nên không có ở đây.
-- The records behind the report of a member. Tips and incidents name no member and are not here.
SELECT 'patrols' AS figure, member_id || '/' || patrol_id AS record, on_date, 1 AS num, shift AS words
  FROM patrol
 WHERE member_id = :subject AND on_date >= :from AND on_date < :until
UNION ALL
SELECT 'deeds', team || '/' || deed_id, on_date, 1, description
  FROM good_deed
 WHERE member_id = :subject AND on_date >= :from AND on_date < :until
UNION ALL
SELECT 'post', member_id, max(valid_from), 1, full_name
  FROM member
 WHERE member_id = :subject AND valid_from <= :last AND (valid_until IS NULL OR valid_until >= :last)
 GROUP BY member_id
UNION ALL
SELECT 'force', other.member_id, max(other.valid_from), 1, other.full_name
  FROM member AS own JOIN member AS other ON other.team = own.team
 WHERE own.member_id = :subject AND own.valid_from <= :last AND (own.valid_until IS NULL OR own.valid_until >= :last)
   AND other.valid_from <= :last AND (other.valid_until IS NULL OR other.valid_until >= :last)
 GROUP BY other.member_id
 ORDER BY 1, 3, 2
