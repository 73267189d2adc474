-- Tiêu chí 9: tổng điểm của thôn theo bảng điểm của Kế hoạch (thang 1.000 điểm).
-- Mỗi nội dung trong bảng parts có điểm chuẩn ở targets.ini; điểm đạt = điểm chuẩn × num / den, bỏ phần lẻ. Nội dung
-- không phát sinh thì không tính, cả điểm chuẩn. Thêm một nội dung: thêm một dòng vào parts và điểm chuẩn của nó.
-- The weighted total: points = standard × num / den, cut; what did not arise counts on neither side. The statement is
-- put together from the table below, so that a part is added with one entry.
local parts = {
  { title = "1. Phân loại chất thải rắn tại nguồn", points = "9.points_1", figures = [[
      SELECT home.ward, sum(sorted = 'yes') AS num, count(*) AS den
        FROM sorting_check JOIN home ON home.unit = sorting_check.ward
       WHERE on_date >= :from AND on_date < :until GROUP BY home.ward]] },
  { title = "2. Tổ có buổi tổng vệ sinh", points = "9.points_2", figures = [[
      SELECT home.ward, sum(unit_id IN (SELECT team FROM cleanup WHERE on_date >= :from AND on_date < :until)) AS num,
             count(*) AS den
        FROM unit JOIN home ON home.unit = unit_id
       WHERE level = 'team' AND valid_from <= :last AND (valid_until IS NULL OR valid_until >= :last)
       GROUP BY home.ward]] },
  { title = "3. Hồ sơ nộp trực tuyến", points = "9.points_3", figures = [[
      SELECT home.ward, sum(channel = 'online') AS num, count(*) AS den
        FROM online_file JOIN home ON home.unit = online_file.ward
       WHERE required = 'yes' AND received_on >= :from AND received_on < :until GROUP BY home.ward]] },
  { title = "4. Bình dân học vụ số", points = "9.points_4", figures = [[
      SELECT home.ward, min(count(class_id), param('4.classes', :last)) AS num, param('4.classes', :last) AS den
        FROM home LEFT JOIN digital_class
          ON digital_class.ward IN (SELECT origin FROM origin WHERE origin.ward = home.ward)
         AND on_date >= :contest_from AND on_date < :until AND learners >= param('4.min_learners', on_date)
       WHERE own GROUP BY home.ward]] },
  { title = "5. Bảo hiểm y tế", points = "9.points_5", figures = [[
      SELECT ward, sum(insured) AS num, sum(residents) AS den
        FROM (SELECT home.ward, own, residents, insured, max(own) OVER (PARTITION BY home.ward) AS has_own
                FROM (SELECT ward, max(as_of), residents, insured FROM village_figure
                       WHERE as_of >= :from AND as_of < :until GROUP BY ward) AS latest
                JOIN home ON home.unit = latest.ward)
       WHERE own = has_own GROUP BY ward]] },
  { title = "6. Hòa giải thành", points = "9.points_6", figures = [[
      SELECT home.ward, sum(outcome = 'success') AS num, count(*) AS den
        FROM mediation JOIN home ON home.unit = mediation.ward
       WHERE outcome IS NOT NULL AND concluded_on >= :from AND concluded_on < :until GROUP BY home.ward]] },
  { title = "7. Không có vi phạm", points = "9.points_7", figures = [[
      SELECT home.ward, max(0, param('9.points_7', :last) - param('9.penalty_7', :last) * count(violation_id)) AS num,
             param('9.points_7', :last) AS den
        FROM home LEFT JOIN violation
          ON violation.ward IN (SELECT origin FROM origin WHERE origin.ward = home.ward)
         AND on_date >= :from AND on_date < :until AND param_has('7.fields', on_date, field)
       WHERE own GROUP BY home.ward]] },
}

local selects = {}
for i, part in ipairs(parts) do
  selects[i] = "SELECT '" .. part.title .. "' AS part, ward, num, den, param('" .. part.points
    .. "', :last) AS standard FROM (" .. part.figures .. ") WHERE den > 0"
end

-- score: điểm từng nội dung của từng thôn. extra: điểm thưởng trừ điểm trừ, trong giới hạn 9.most_adjusted.
-- total: điểm đạt (từ 0 đến tổng điểm chuẩn) và tổng điểm chuẩn của các nội dung có phát sinh.
local scores = "WITH part AS (" .. table.concat(selects, "\nUNION ALL\n") .. [[),
       score AS (SELECT part, ward, num, den, standard, standard * min(num, den) / den AS points FROM part),
       extra AS (
         SELECT home.ward, sum(iif(kind = 'bonus', points, -points)) AS points
           FROM adjustment JOIN home ON home.unit = adjustment.ward
          WHERE on_date >= :from AND on_date < :until GROUP BY home.ward),
       allowed AS (
         SELECT ward, max(-param('9.most_adjusted', :last), min(param('9.most_adjusted', :last), points)) AS points
           FROM extra),
       total AS (
         SELECT score.ward, sum(standard) AS standard,
                max(0, min(sum(standard), sum(score.points) + ifnull(max(allowed.points), 0))) AS points
           FROM score LEFT JOIN allowed USING (ward) GROUP BY score.ward)]]

return criterion {
  title   = "Tổng điểm thi đua của thôn",
  subject = "ward",
  reports = { "sorting_check", "cleanup", "online_file", "digital_class", "village_figure", "mediation", "violation" },
  target  = "9.share",
  counts  = "điểm",
  measure = {
    sql = scores .. " SELECT ward AS subject, points AS num, standard AS den FROM total",
    evidence = scores .. [[
      SELECT part AS "Nội dung", num || '/' || den AS "Kết quả", standard AS "Điểm chuẩn", points AS "Điểm đạt"
        FROM score WHERE ward = :subject
      UNION ALL
      SELECT 'Điểm thưởng, điểm trừ', NULL, NULL, points FROM allowed WHERE ward = :subject
      UNION ALL
      SELECT 'Xếp loại: ' || CASE WHEN points * 1000 >= param('9.excellent', :last) * standard THEN 'Xuất sắc'
                                  WHEN points * 1000 >= param('9.good', :last) * standard THEN 'Tốt'
                                  WHEN points * 1000 >= param('9.fair', :last) * standard THEN 'Khá'
                                  ELSE 'Trung bình' END, NULL, standard, points
        FROM total WHERE ward = :subject]],
  },
  judge   = share_at_least,
  says    = "{{ num | so }}/{{ den | so }} điểm = {{ value }} (mức giao {{ target }})",
  examples = {
    { row = { num = 800, den = 1000 }, target = "80 %", verdict = "met" },
    { row = { num = 679, den = 850 },  target = "80 %", verdict = "missed" },
    { row = { num = 680, den = 850 },  target = "80 %", verdict = "met" },
    { row = { num = 800, den = 1000 }, target = "80 %", reported = false, verdict = "not_reported" },
  },
}
