-- Thành tích của một thành viên trong đợt: mỗi dòng là một bản ghi đã xác nhận; các cột như f1.sql. :subject là thành
-- viên được đề nghị. Nguồn tin, vụ việc, lượt huy động không ghi tên thành viên: đó là của cả Tổ (team_…), nơi thành viên ấy ở ngày cuối đợt.
-- The records behind the report of a member. Tips, incidents and call-outs name no member: they are the team's.
SELECT 'patrols' AS figure, member_id || '/' || patrol_id AS record, on_date, 1 AS num, shift AS words
  FROM patrol
 WHERE member_id = :subject AND on_date >= :from AND on_date < :until
UNION ALL
SELECT 'deeds', team || '/' || deed_id, on_date, 1, description
  FROM good_deed
 WHERE member_id = :subject AND on_date >= :from AND on_date < :until
UNION ALL
SELECT 'best', record, on_date, 1, description
  FROM (SELECT team || '/' || deed_id AS record, on_date, description,
               row_number() OVER (PARTITION BY team, description ORDER BY on_date DESC, deed_id) AS place,
               max(CASE kind WHEN 'award' THEN 3 WHEN 'recognition' THEN 2 WHEN 'praise' THEN 1 ELSE 0 END)
                 OVER (PARTITION BY team, description) AS praised
          FROM good_deed
         WHERE member_id = :subject AND on_date >= :from AND on_date < :until
         ORDER BY place, praised DESC, on_date DESC, record
         LIMIT 3)
 WHERE place = 1
UNION ALL
SELECT 'team_tips', ward || '/' || tip_id, received_on, 1, category
  FROM tip
 WHERE team = (SELECT team FROM member WHERE member_id = :subject AND valid_from <= :last ORDER BY valid_from DESC LIMIT 1)
   AND channel = 'force' AND received_on >= :from AND received_on < :until AND duplicate_of IS NULL AND verified <> 'no'
UNION ALL
SELECT 'team_incidents', ward || '/' || incident_id, occurred_on,
       CASE WHEN notified_at IS NULL OR arrived_at IS NULL THEN confirmed_timely IS 'yes'
            WHEN minute_of_day(notified_at) >= 22 * 60 OR minute_of_day(notified_at) < 6 * 60
            THEN arrived_at - notified_at <= 60 * param('1.2.minutes_night', occurred_on)
            ELSE arrived_at - notified_at <= 60 * param('1.2.minutes', occurred_on) END, note
  FROM incident
 WHERE team = (SELECT team FROM member WHERE member_id = :subject AND valid_from <= :last ORDER BY valid_from DESC LIMIT 1)
   AND presence = 'required' AND occurred_on >= :from AND occurred_on < :until
UNION ALL
SELECT 'team_' || kind, ward || '/' || callout_id, called_on,
       CASE WHEN arrived_at IS NULL THEN confirmed_timely IS 'yes'
            ELSE arrived_at - called_at <= 60 * param('3.1.minutes', called_on) END, NULL
  FROM callout
 WHERE team = (SELECT team FROM member WHERE member_id = :subject AND valid_from <= :last ORDER BY valid_from DESC LIMIT 1)
   AND called_on >= :from AND called_on < :until
UNION ALL
SELECT 'team_deeds', team || '/' || deed_id, on_date, 1, description
  FROM good_deed
 WHERE team = (SELECT team FROM member WHERE member_id = :subject AND valid_from <= :last ORDER BY valid_from DESC LIMIT 1)
   AND on_date >= :from AND on_date < :until
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
