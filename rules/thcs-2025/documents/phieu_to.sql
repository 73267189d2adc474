-- Việc tốt và hoa điểm tốt của một tổ trong kỳ: mỗi dòng là một bản ghi đã xác nhận. :subject là tổ; record: bản ghi như history nhận (tổ/mã).
-- The good deeds and good marks of a group in the period; :subject is the group.
SELECT 'deeds' AS figure, team || '/' || deed_id AS record, on_date, 1 AS num, description AS words
  FROM good_deed
 WHERE team = :subject AND on_date >= :from AND on_date < :until
UNION ALL
SELECT 'marks', team || '/' || mark_id, on_date, 1, subject_name
  FROM good_mark
 WHERE team = :subject AND on_date >= :from AND on_date < :until
 ORDER BY 1, on_date, 2
