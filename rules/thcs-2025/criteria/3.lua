-- Chuyên cần: lượt có mặt trên lượt phải có mặt; nghỉ có phép không tính.
-- Attendance: who was there of those who had to be; excused absences do not count.
return criterion {
  title   = "Chuyên cần",
  subject = "class",
  reports = {},
  target  = "3.share",
  counts  = "lượt có mặt",
  periods = { "week", "month", "phase", "contest" },
  measure = {
    of   = "attendance",
    date = "on_date",
    num  = "present",
    den  = "enrolled - excused",
  },
  judge    = share_at_least,
  says     = "{{ num | so }}/{{ den | so }} lượt = {{ value }} (mức giao {{ target }})",
  examples = {
    { row = { num = 98, den = 100 }, target = "98 %", verdict = "met" },
    { row = { num = 97, den = 100 }, target = "98 %", verdict = "missed" },
    { row = { num = 0, den = 0 }, target = "98 %", verdict = "not_applicable" },
  },
}
