-- Việc tốt của từng học sinh trong học kỳ: mỗi em một kết quả; lớp tính theo tỷ lệ học sinh. Việc không ghi mã học sinh là của tổ, không của em nào.
-- Good deeds of each pupil in a term; the class has the share of its pupils.
return criterion {
  title   = "Việc tốt của học sinh",
  subject = "member",
  reports = {},
  target  = "9.deeds",
  counts  = "học sinh",
  periods = { "phase" },
  measure = {
    each     = "member",
    standing = "9.min_days",
    of       = "good_deed",
    date     = "on_date",
  },
  judge        = at_least,
  share_judge  = share_at_least,
  share_target = "9.share",
  member_says  = "{{ num | so2 }} việc tốt trong học kỳ (mức giao {{ target }})",
  says         = "{{ num | so2 }}/{{ den | so2 }} học sinh có việc tốt = {{ value }} (mức giao {{ target }})",
  examples = {
    { row = { num = 1, den = 1 }, target = "1", verdict = "met" },
    { row = { num = 0, den = 1 }, target = "1", verdict = "missed" },
    { row = { num = 2, den = 0 }, target = "1", verdict = "not_applicable" },
    { level = "class", row = { num = 3, den = 10 }, target = "30 %", verdict = "met" },
    { level = "class", row = { num = 2, den = 10 }, target = "30 %", verdict = "missed" },
  },
}
