-- Lực lượng và tồn tại chưa khắc phục của nơi được kiểm tra (:subject). home: phường của mỗi đơn vị, mỗi tổ.
-- The force and the open findings of the place that is inspected.
WITH inspected AS (
       SELECT unit FROM home WHERE :subject IN (ward, 'quan-hai-an'))
SELECT 'teams' AS figure, unit_id AS record, valid_from AS on_date, 1 AS num, name AS words
  FROM unit
 WHERE level = 'team' AND valid_from <= :last AND (valid_until IS NULL OR valid_until >= :last)
   AND unit_id IN (SELECT unit FROM inspected)
UNION ALL
SELECT 'force', member_id, valid_from, 1, NULL
  FROM member
 WHERE valid_from <= :last AND (valid_until IS NULL OR valid_until >= :last)
   AND team IN (SELECT unit FROM inspected)
UNION ALL
SELECT 'open', unit || '/' || finding_id, deadline, 1, description
  FROM inspection_finding
 WHERE mended_on IS NULL AND responsible IN (SELECT unit FROM inspected)
 ORDER BY 1, 3, 2
