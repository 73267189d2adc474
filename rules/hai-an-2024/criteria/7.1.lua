-- Chỉ tiêu 7.1: mỗi tổ mỗi tháng có ít nhất một việc tốt, hoặc có cá nhân được biểu dương, ghi nhận.
-- Tổ được miễn tháng nào hoạt động ít hơn 7.1.min_days ngày và ít hơn số ngày của tháng đó. Phường: số lượt tổ-tháng
-- đạt trên số lượt được tính.
-- Good deeds of each team and month; a team that lived too few days of the month is exempt.
return criterion {
  title   = "Mỗi tổ mỗi tháng có ít nhất 01 việc tốt hoặc cá nhân được biểu dương, ghi nhận",
  subject = "team",
  reports = { "good_deed" },
  target  = "7.1.deeds",
  counts  = "lượt tổ-tháng",
  measure = {
    each     = "team",
    standing = "7.1.min_days",
    of       = "good_deed",
    date     = "on_date",
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
