-- Chỉ tiêu 7.1: mỗi tổ mỗi tháng có ít nhất một việc tốt, hoặc có cá nhân được biểu dương, ghi nhận.
-- Câu SQL cho mỗi tổ của một tháng: num = số việc tốt; den = 1 nếu tổ được tính, 0 nếu được miễn (số ngày hoạt động
-- trong tháng ít hơn 7.1.min_days và ít hơn số ngày của tháng). Phường: số lượt tổ-tháng đạt trên số lượt được tính.
-- A row a team and month: good deeds; den 0 when the team lived too few days of the month and is exempt.

-- Dùng chung cho hai câu SQL dưới đây. Một tổ có thể có nhiều dòng chồng ngày nhau; mỗi ngày chỉ đếm một lần (reached).
local teams = [[
  WITH span AS (
         SELECT unit_id AS team, max(valid_from, :from) AS first, min(ifnull(valid_until, :last), :last) AS final
           FROM unit
          WHERE level = 'team' AND valid_from <= :last AND (valid_until IS NULL OR valid_until >= :from)),
       step AS (
         SELECT team, first, final,
                max(final) OVER (PARTITION BY team ORDER BY first, final
                                 ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS reached
           FROM span),
       life AS (
         SELECT team, sum(max(0, final + 1 - max(first, ifnull(reached + 1, first)))) AS days
           FROM step GROUP BY team)]]

return criterion {
  title   = "Mỗi tổ mỗi tháng có ít nhất 01 việc tốt hoặc cá nhân được biểu dương, ghi nhận",
  subject = "team",
  reports = { "good_deed" },
  target  = "7.1.deeds",
  counts  = "lượt tổ-tháng",
  measure = {
    sql = teams .. [[, done AS (
         SELECT team, count(*) AS deeds FROM good_deed WHERE on_date >= :from AND on_date < :until GROUP BY team)
      SELECT life.team AS subject, ifnull(deeds, 0) AS num,
             days >= min(param('7.1.min_days', :last), :until - :from) AS den
        FROM life LEFT JOIN done USING (team)]],
    evidence = teams .. [[
      SELECT life.team, days AS "Số ngày hoạt động", deed_id, on_date, kind, description,
             deed_id IS NOT NULL AS num, days >= min(param('7.1.min_days', :last), :until - :from) AS den
        FROM life JOIN home ON home.unit = life.team AND (home.ward = :subject OR life.team = :subject)
             LEFT JOIN good_deed ON good_deed.team = life.team AND on_date >= :from AND on_date < :until
       ORDER BY life.team, on_date, deed_id]],
  },
  judge        = at_least,
  share_judge  = share_at_least,
  share_target = "7.1.ward_share",
  says      = "{{ num | so2 }}/{{ den | so2 }} lượt tổ-tháng = {{ value }} (mức giao {{ target }})",
  team_says = "{{ value }} việc tốt trong tháng (mức giao {{ target }})",
  examples = {
    { row = { num = 1, den = 1 }, target = "1", verdict = "met" },
    { row = { num = 0, den = 1 }, target = "1", verdict = "missed" },
    { row = { num = 3, den = 0 }, target = "1", verdict = "not_applicable" },
    { row = { num = 1, den = 1 }, target = "1", reported = false, verdict = "not_reported" },
    { row = { num = 0, den = 0 }, target = "1", reported = false, verdict = "not_reported" },
    { level = "ward", row = { num = 288, den = 288 }, target = "100 %", verdict = "met" },
    { level = "ward", row = { num = 287, den = 288 }, target = "100 %", verdict = "missed" },
    { level = "ward", row = { num = 0, den = 0 },     target = "100 %", verdict = "not_applicable" },
    { level = "ward", row = { num = 287, den = 288 }, target = "100 %", reported = false, verdict = "not_reported" },
  },
}
