-- Kết quả đợt cao điểm của dịp :period (ngày của dịp): bản ghi “campaign” thực hiện quanh ngày ấy (trước, sau 7 ngày).
-- The results of the campaigns around the day of the occasion.
-- occasion: ngày của dịp, tính từ năm, tháng, ngày của :period như ngày trong bản ghi (số ngày từ 01/01/1970; đúng từ 1901 đến 2099).
WITH written AS (
       SELECT CAST(substr(:period, 1, 4) AS INTEGER) AS y, CAST(substr(:period, 6, 2) AS INTEGER) AS m, CAST(substr(:period, 9, 2) AS INTEGER) AS d),
     occasion AS (
       SELECT 367 * y - 7 * (y + (m + 9) / 12) / 4 + 275 * m / 9 + d - 719574 AS day FROM written),
     held AS (
       SELECT campaign.* FROM campaign, occasion
        WHERE starts_on <= occasion.day + 7 AND ends_on >= occasion.day - 7
          AND (:subject = 'quan-hai-an' OR unit IN (SELECT unit FROM home WHERE ward = :subject)))
SELECT 'campaigns' AS figure, unit || '/' || campaign_id AS record, starts_on AS on_date, 1 AS num, name AS words
  FROM held
UNION ALL
SELECT 'teams', unit || '/' || campaign_id, starts_on, teams, NULL
  FROM held
UNION ALL
SELECT 'members', unit || '/' || campaign_id, starts_on, members, NULL
  FROM held
UNION ALL
SELECT 'patrols', unit || '/' || campaign_id, starts_on, patrols, NULL
  FROM held
UNION ALL
SELECT 'cases', unit || '/' || campaign_id, starts_on, cases, NULL
  FROM held
UNION ALL
SELECT 'results', unit || '/' || campaign_id, starts_on, 1, result
  FROM held
 WHERE result IS NOT NULL
UNION ALL
SELECT 'directives', unit || '/' || directive_id, issued_on, 1, about
  FROM directive
 WHERE EXISTS (SELECT 1 FROM held WHERE directive.issued_on BETWEEN held.starts_on AND held.ends_on)
 ORDER BY 1, 3, 2
