-- Việc tốt: mỗi tổ mỗi tháng ít nhất một việc; lớp tính theo tỷ lệ tổ.
-- Good deeds: each group one a month; the class has the share of its groups.
return criterion {
  title   = "Việc tốt của các tổ",
  subject = "group",
  reports = {},
  target  = "6.deeds",
  counts  = "tổ",
  periods = { "month", "phase", "contest" },
  measure = {
    each     = "group",
    standing = "6.min_days",
    of       = "good_deed",
    date     = "on_date",
  },
  judge        = at_least,
  share_judge  = share_at_least,
  share_target = "6.share",
  team_says    = "{{ num | so2 }} việc tốt trong tháng (mức giao {{ target }})",
  says         = "{{ num | so2 }}/{{ den | so2 }} tổ có việc tốt = {{ value }} (mức giao {{ target }})",
  examples = {
    { row = { num = 1, den = 1 }, target = "1", verdict = "met" },
    { row = { num = 0, den = 1 }, target = "1", verdict = "missed" },
    { row = { num = 0, den = 0 }, target = "1", verdict = "not_applicable" },
    { level = "class", row = { num = 3, den = 4 }, target = "75 %", verdict = "met" },
    { level = "class", row = { num = 2, den = 3 }, target = "75 %", verdict = "missed" },
  },
}
