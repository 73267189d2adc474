-- Lực lượng và công việc của cả phong trào, cho báo cáo tổng kết: mỗi dòng là một bản ghi đã xác nhận. figure: số liệu mà dòng
-- ấy thuộc về (khai ở “figures” trong documents.ini); num: 1 nếu được tính riêng; words: nội dung của bản ghi.
-- Báo cáo của một phường (:subject) chỉ tính phần của phường ấy; của quận thì tính tất cả. home: phường của mỗi đơn vị, mỗi tổ.
-- The records behind the final summary: one row each; num counts, the number of rows is what it is a share of.
WITH reported AS (
       SELECT unit FROM home WHERE :subject IN (ward, 'quan-hai-an'))
SELECT 'teams' AS figure, unit_id AS record, valid_from AS on_date, 1 AS num, name AS words
  FROM unit
 WHERE level = 'team' AND valid_from <= :last AND (valid_until IS NULL OR valid_until >= :last)
   AND unit_id IN (SELECT unit FROM reported)
UNION ALL
SELECT role, member_id, valid_from, 1, full_name
  FROM member
 WHERE valid_from <= :last AND (valid_until IS NULL OR valid_until >= :last)
   AND team IN (SELECT unit FROM reported)
UNION ALL
SELECT 'force', member_id, valid_from, sex = 'female', full_name
  FROM member
 WHERE valid_from <= :last AND (valid_until IS NULL OR valid_until >= :last)
   AND team IN (SELECT unit FROM reported)
UNION ALL
SELECT 'publicity', unit || '/' || publicity_id, on_date, 1, title
  FROM publicity
 WHERE on_date >= :from AND on_date < :until
   AND (:subject = 'quan-hai-an' OR unit IN (SELECT unit FROM reported))
UNION ALL
SELECT 'inspections', unit || '/' || inspection_id, on_date,
       NOT EXISTS (SELECT 1 FROM inspection AS other
                    WHERE other.inspected = inspection.inspected AND other.on_date >= :from AND
                          (other.on_date, other.unit, other.inspection_id)
                          < (inspection.on_date, inspection.unit, inspection.inspection_id)),
       inspected
  FROM inspection
 WHERE on_date >= :from AND on_date < :until
   AND (:subject = 'quan-hai-an' OR inspected IN (SELECT unit FROM reported))
UNION ALL
SELECT 'models', ward || '/' || model_id, recognised_on, 1, name
  FROM model
 WHERE recognised_on >= :from AND recognised_on < :until AND recognised_by <> 'ward' AND ward IN (SELECT unit FROM reported)
UNION ALL
SELECT 'funding', ward || '/' || funding_id, on_date, amount, source
  FROM funding
 WHERE kind = 'money' AND on_date >= :from AND on_date < :until AND ward IN (SELECT unit FROM reported)
 ORDER BY 1, 3, 2
