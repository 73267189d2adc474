-- Tồn tại phát hiện khi kiểm tra trước, chưa khắc phục xong; kế hoạch của một phường (:subject) chỉ nêu của phường ấy.
-- Findings of earlier inspections that are not mended.
SELECT 'open' AS figure, unit || '/' || finding_id AS record, deadline AS on_date, 1 AS num, description AS words
  FROM inspection_finding
 WHERE mended_on IS NULL AND responsible IN (SELECT unit FROM home WHERE :subject IN (ward, 'quan-hai-an'))
 ORDER BY 3, 2
