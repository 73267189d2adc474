-- Thành tích của một tổ trong đợt: mỗi dòng là một bản ghi đã xác nhận. figure: số liệu mà dòng ấy thuộc về (khai ở
-- “figures” trong documents.ini); record: bản ghi như history nhận (đơn vị/mã), hoặc mã thành viên; num: 1 nếu được tính vào
-- tử số; words: nội dung của bản ghi, họ tên của người.
-- :subject là tổ được đề nghị. Cách tính kịp thời như criteria/1.2.lua và criteria/3.1.lua.
-- The records behind the report of a team: one row each; num counts, the number of rows is what it is a share of.
SELECT 'tips' AS figure, ward || '/' || tip_id AS record, received_on AS on_date, channel = 'force' AS num, category AS words
  FROM tip
 WHERE team = :subject AND received_on >= :from AND received_on < :until AND duplicate_of IS NULL AND verified <> 'no'
UNION ALL
SELECT 'incidents', ward || '/' || incident_id, occurred_on,
       CASE WHEN notified_at IS NULL OR arrived_at IS NULL THEN confirmed_timely IS 'yes'
            WHEN minute_of_day(notified_at) >= 22 * 60 OR minute_of_day(notified_at) < 6 * 60
            THEN arrived_at - notified_at <= 60 * param('1.2.minutes_night', occurred_on)
            ELSE arrived_at - notified_at <= 60 * param('1.2.minutes', occurred_on) END, note
  FROM incident
 WHERE team = :subject AND presence = 'required' AND occurred_on >= :from AND occurred_on < :until
UNION ALL
SELECT kind, ward || '/' || callout_id, called_on,
       CASE WHEN arrived_at IS NULL THEN confirmed_timely IS 'yes'
            ELSE arrived_at - called_at <= 60 * param('3.1.minutes', called_on) END, NULL
  FROM callout
 WHERE team = :subject AND called_on >= :from AND called_on < :until
UNION ALL
SELECT 'patrols', patrol.member_id || '/' || patrol_id, on_date, 1,
       (SELECT full_name FROM member WHERE member.member_id = patrol.member_id AND valid_from <= :last ORDER BY valid_from DESC LIMIT 1)
  FROM patrol
 WHERE on_date >= :from AND on_date < :until
   AND patrol.member_id IN (SELECT member_id FROM member
                      WHERE team = :subject AND valid_from <= :last AND (valid_until IS NULL OR valid_until >= :from))
UNION ALL
SELECT 'patrollers', member_id, max(valid_from),
       member_id IN (SELECT member_id FROM patrol WHERE on_date >= :from AND on_date < :until), full_name
  FROM member
 WHERE team = :subject AND valid_from <= :last AND (valid_until IS NULL OR valid_until >= :last)
 GROUP BY member_id
UNION ALL
SELECT 'deeds', team || '/' || deed_id, on_date, 1, description
  FROM good_deed
 WHERE team = :subject AND on_date >= :from AND on_date < :until
UNION ALL
SELECT 'recognised', team || '/' || deed_id, on_date, 1, description
  FROM good_deed
 WHERE team = :subject AND on_date >= :from AND on_date < :until AND kind <> 'deed'
UNION ALL
-- việc tiêu biểu: việc được khen, ghi nhận, biểu dương trước, rồi đến việc gần đây; mỗi việc kể một lần, bằng bản ghi của lần cuối
SELECT 'best', record, on_date, 1, description
  FROM (SELECT team || '/' || deed_id AS record, on_date, description,
               row_number() OVER (PARTITION BY team, description ORDER BY on_date DESC, deed_id) AS place,
               max(CASE kind WHEN 'award' THEN 3 WHEN 'recognition' THEN 2 WHEN 'praise' THEN 1 ELSE 0 END)
                 OVER (PARTITION BY team, description) AS praised
          FROM good_deed
         WHERE team = :subject AND on_date >= :from AND on_date < :until
         ORDER BY place, praised DESC, on_date DESC, record
         LIMIT 3)
 WHERE place = 1
UNION ALL
SELECT role, member_id, max(valid_from), sex = 'female', full_name
  FROM member
 WHERE team = :subject AND valid_from <= :last AND (valid_until IS NULL OR valid_until >= :last)
 GROUP BY member_id
UNION ALL
SELECT 'force', member_id, max(valid_from), sex = 'female', full_name
  FROM member
 WHERE team = :subject AND valid_from <= :last AND (valid_until IS NULL OR valid_until >= :last)
 GROUP BY member_id
 ORDER BY 1, 3, 2
