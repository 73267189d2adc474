-- Một phản ánh (:period là mã của nó: đơn vị/số): nội dung, tiến độ, trả lời, và ai phản ánh.
-- One obstacle, whose key is :period.
SELECT 'reported' AS figure, unit || '/' || obstacle_id AS record, reported_on AS on_date, 1 AS num, description AS words
  FROM obstacle
 WHERE unit || '/' || obstacle_id = :period
UNION ALL
SELECT 'forwarded', unit || '/' || obstacle_id, reported_on, 1, NULL
  FROM obstacle
 WHERE unit || '/' || obstacle_id = :period AND progress = 'forwarded'
UNION ALL
SELECT 'answered', unit || '/' || obstacle_id, reported_on, 1, answer
  FROM obstacle
 WHERE unit || '/' || obstacle_id = :period AND answer IS NOT NULL
UNION ALL
SELECT 'reporter', obstacle.unit || '/' || obstacle_id, reported_on, 1, full_name
  FROM obstacle JOIN (SELECT unit_id, CASE level WHEN 'ward' THEN 'phường ' WHEN 'district' THEN 'quận ' ELSE '' END || name AS full_name,
                             row_number() OVER (PARTITION BY unit_id ORDER BY valid_from DESC) AS place
                        FROM unit) AS named
    ON named.unit_id = obstacle.unit AND named.place = 1
 WHERE obstacle.unit || '/' || obstacle_id = :period
 ORDER BY 1, 3, 2
