-- Tiêu chí 2: mỗi tổ mỗi tháng có ít nhất một buổi tổng vệ sinh. Tổ hoạt động chưa đủ 2.min_days ngày trong tháng
-- được miễn tháng đó (den = 0). Thôn: số lượt tổ-tháng đạt trên số lượt được tính.
-- A row a group and month: its clean-ups; den 0 exempts a group that lived too few days of the month.
local groups = [[
  WITH life AS (
         SELECT unit_id AS team, sum(min(ifnull(valid_until, :last), :last) + 1 - max(valid_from, :from)) AS days
           FROM unit
          WHERE level = 'team' AND valid_from <= :last AND (valid_until IS NULL OR valid_until >= :from)
          GROUP BY unit_id)]]

return criterion {
  title   = "Mỗi tổ mỗi tháng có ít nhất 01 buổi tổng vệ sinh",
  subject = "team",
  reports = { "cleanup" },
  target  = "2.cleanups",
  counts  = "lượt tổ-tháng",
  measure = {
    sql = groups .. [[, done AS (
         SELECT team, count(*) AS cleanups FROM cleanup WHERE on_date >= :from AND on_date < :until GROUP BY team)
      SELECT life.team AS subject, ifnull(cleanups, 0) AS num,
             days >= min(param('2.min_days', :last), :until - :from) AS den
        FROM life LEFT JOIN done USING (team)]],
    evidence = groups .. [[
      SELECT life.team, days AS "Số ngày hoạt động", cleanup_id, on_date, households,
             cleanup_id IS NOT NULL AS num, days >= min(param('2.min_days', :last), :until - :from) AS den
        FROM life JOIN home ON home.unit = life.team AND (home.ward = :subject OR life.team = :subject)
             LEFT JOIN cleanup ON cleanup.team = life.team AND on_date >= :from AND on_date < :until
       ORDER BY life.team, on_date]],
  },
  judge        = at_least,
  share_judge  = share_at_least,
  share_target = "2.team_share",
  says      = "{{ num | so2 }}/{{ den | so2 }} lượt tổ-tháng = {{ value }} (mức giao {{ target }})",
  team_says = "{{ value }} buổi trong tháng (mức giao {{ target }})",
  examples = {
    { row = { num = 1, den = 1 }, target = "1", verdict = "met" },
    { row = { num = 0, den = 1 }, target = "1", verdict = "missed" },
    { row = { num = 2, den = 0 }, target = "1", verdict = "not_applicable" },
    { level = "ward", row = { num = 9, den = 10 },  target = "90 %", verdict = "met" },
    { level = "ward", row = { num = 8, den = 9 },   target = "90 %", verdict = "missed" },
    { level = "ward", row = { num = 9, den = 10 },  target = "90 %", reported = false, verdict = "not_reported" },
  },
}
