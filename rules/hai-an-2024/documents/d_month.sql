-- Lực lượng và công việc của tháng, cho báo cáo gửi thành phố: mỗi dòng là một bản ghi đã xác nhận. figure: số liệu mà dòng
-- ấy thuộc về (khai ở “figures” trong documents.ini); num: số để cộng, hay 1 nếu được tính riêng; words: nội dung của bản ghi.
-- Báo cáo của một phường (:subject) chỉ tính phần của phường ấy; của quận thì tính tất cả. home: phường của mỗi đơn vị, mỗi tổ.
-- The records behind the monthly report to the city: one row each; num is summed, the rows are counted.
WITH reported AS (
       SELECT unit FROM home WHERE :subject IN (ward, 'quan-hai-an')),
     bodies AS (
       SELECT unit FROM reported
       UNION
       SELECT :subject),
     force (figure, record, on_date, num, words) AS (
       SELECT 'teams', unit_id, valid_from, 1, name
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
          AND team IN (SELECT unit FROM reported)),
     meetings (figure, record, on_date, num, words) AS (
       SELECT 'launched', unit || '/' || briefing_id, held_on, attended + coalesce(made_up, 0), coalesce(place, '')
         FROM briefing
        WHERE kind = 'launch' AND held_on >= :from AND held_on < :until AND unit IN (SELECT unit FROM bodies)
       UNION ALL
       SELECT 'launch_due', unit || '/' || briefing_id, held_on, expected, coalesce(place, '')
         FROM briefing
        WHERE kind = 'launch' AND held_on >= :from AND held_on < :until AND unit IN (SELECT unit FROM bodies)
       UNION ALL
       SELECT 'briefed', unit || '/' || briefing_id, held_on, attended + coalesce(made_up, 0), coalesce(document, '')
         FROM briefing
        WHERE kind = 'dissemination' AND audience = 'force' AND held_on >= :from AND held_on < :until
          AND unit IN (SELECT unit FROM bodies)
       UNION ALL
       SELECT 'briefing_due', unit || '/' || briefing_id, held_on, expected, coalesce(document, '')
         FROM briefing
        WHERE kind = 'dissemination' AND audience = 'force' AND held_on >= :from AND held_on < :until
          AND unit IN (SELECT unit FROM bodies)
       UNION ALL
       SELECT 'briefed_later', unit || '/' || briefing_id, made_up_on, made_up, coalesce(document, '')
         FROM briefing
        WHERE kind = 'dissemination' AND audience = 'force' AND held_on >= :from AND held_on < :until
          AND made_up > 0 AND unit IN (SELECT unit FROM bodies)
       UNION ALL
       SELECT 'briefed_wards', unit || '/' || min(briefing_id), min(held_on), 1, unit
         FROM briefing
        WHERE kind = 'dissemination' AND audience = 'force' AND held_on >= :from AND held_on < :until
          AND unit IN (SELECT unit FROM reported)
        GROUP BY unit
       UNION ALL
       SELECT 'directives', unit || '/' || directive_id, issued_on, kind = 'urging', document_no || ' ' || about
         FROM directive
        WHERE issued_on >= :from AND issued_on < :until AND unit IN (SELECT unit FROM bodies)
       UNION ALL
       SELECT 'publicity', unit || '/' || publicity_id, on_date, coalesce(topic IN ('example', 'model'), 0), title
         FROM publicity
        WHERE on_date >= :from AND on_date < :until AND unit IN (SELECT unit FROM bodies)),
     inspected (figure, record, on_date, num, words) AS (
       SELECT 'inspections', unit || '/' || inspection_id, on_date,
              NOT EXISTS (SELECT 1 FROM inspection AS other
                           WHERE other.inspected = inspection.inspected AND other.on_date >= :from AND
                                 (other.on_date, other.unit, other.inspection_id)
                                 < (inspection.on_date, inspection.unit, inspection.inspection_id)),
              inspected
         FROM inspection
        WHERE on_date >= :from AND on_date < :until
          AND (:subject = 'quan-hai-an' OR unit IN (SELECT unit FROM bodies) OR inspected IN (SELECT unit FROM reported))
       UNION ALL
       SELECT 'findings', unit || '/' || finding_id, found_on, coalesce(mended_on < :until, 0), description
         FROM inspection_finding
        WHERE found_on >= :from AND found_on < :until AND responsible IN (SELECT unit FROM bodies)
       UNION ALL -- quá hạn mà chưa khắc phục xong, phát hiện từ trước cũng kể
       SELECT 'findings_late', unit || '/' || finding_id, deadline, 1, description
         FROM inspection_finding
        WHERE found_on < :until AND deadline < :until AND (mended_on IS NULL OR mended_on >= :until)
          AND responsible IN (SELECT unit FROM bodies)
       UNION ALL
       SELECT 'obstacles', unit || '/' || obstacle_id, reported_on, progress = 'resolved' AND coalesce(answered_on < :until, 1), description
         FROM obstacle
        WHERE reported_on >= :from AND reported_on < :until AND unit IN (SELECT unit FROM bodies)
       UNION ALL -- chưa giải quyết đến ngày cuối, phản ánh từ trước cũng kể
       SELECT 'obstacles_open', unit || '/' || obstacle_id, reported_on, progress = 'forwarded', description
         FROM obstacle
        WHERE reported_on < :until AND (progress <> 'resolved' OR answered_on >= :until) AND unit IN (SELECT unit FROM bodies)),
     peaks (figure, record, on_date, num, words) AS ( -- đợt cao điểm kết thúc trong kỳ
       SELECT 'campaigns', unit || '/' || campaign_id, starts_on, members, name
         FROM campaign
        WHERE ends_on >= :from AND ends_on < :until AND unit IN (SELECT unit FROM bodies)
       UNION ALL
       SELECT 'campaign_patrols', unit || '/' || campaign_id, starts_on, patrols, name
         FROM campaign
        WHERE patrols > 0 AND ends_on >= :from AND ends_on < :until AND unit IN (SELECT unit FROM bodies)
       UNION ALL
       SELECT 'campaign_cases', unit || '/' || campaign_id, starts_on, cases, name
         FROM campaign
        WHERE cases > 0 AND ends_on >= :from AND ends_on < :until AND unit IN (SELECT unit FROM bodies)
       UNION ALL
       SELECT 'campaign_results', unit || '/' || campaign_id, starts_on, 1, result
         FROM campaign
        WHERE result IS NOT NULL AND ends_on >= :from AND ends_on < :until AND unit IN (SELECT unit FROM bodies)
       UNION ALL
       SELECT 'campaigns_going', unit || '/' || campaign_id, starts_on, 1, name
         FROM campaign
        WHERE starts_on < :until AND ends_on >= :until AND unit IN (SELECT unit FROM bodies)),
     funds (figure, record, on_date, num, words) AS (
       SELECT CASE kind WHEN 'money' THEN 'money' ELSE 'goods' END, ward || '/' || funding_id, on_date, amount, source || coalesce(': ' || goods, '')
         FROM funding
        WHERE on_date >= :from AND on_date < :until AND ward IN (SELECT unit FROM reported)
       UNION ALL
       SELECT CASE kind WHEN 'estimate' THEN 'estimate' ELSE 'settlement' END, line_id, on_date, amount, item
         FROM budget_line
        WHERE on_date >= :from AND on_date < :until
          AND (:subject = 'quan-hai-an' AND unit IS NULL OR unit IN (SELECT unit FROM bodies)))
SELECT figure, record, on_date, num, words FROM force
UNION ALL
SELECT * FROM meetings
UNION ALL
SELECT * FROM inspected
UNION ALL
SELECT * FROM peaks
UNION ALL
SELECT * FROM funds
 ORDER BY 1, 3, 2
