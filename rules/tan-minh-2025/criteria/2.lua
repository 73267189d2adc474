-- Tiêu chí 2: mỗi tổ mỗi tháng có ít nhất một buổi tổng vệ sinh. Tổ hoạt động chưa đủ 2.min_days ngày trong tháng
-- được miễn tháng đó. Thôn: số lượt tổ-tháng đạt trên số lượt được tính.
-- Clean-ups of each group and month; a group that lived too few days of the month is exempt.
return criterion {
  title   = "Mỗi tổ mỗi tháng có ít nhất 01 buổi tổng vệ sinh",
  subject = "team",
  reports = { "cleanup" },
  target  = "2.cleanups",
  counts  = "lượt tổ-tháng",
  measure = {
    each     = "team",
    standing = "2.min_days",
    of       = "cleanup",
    date     = "on_date",
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
