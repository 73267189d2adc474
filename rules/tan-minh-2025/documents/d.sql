-- Các tổ còn hoạt động vào ngày cuối đợt, mỗi dòng một tổ. · The teams of the phase's last day, a row each.
SELECT 'teams' AS figure, unit_id AS record, valid_from AS on_date, 1 AS num, name AS words
  FROM unit
 WHERE level = 'team' AND valid_from <= :last AND (valid_until IS NULL OR valid_until >= :last)
 ORDER BY unit_id
