-- Kết quả học tập: bài kiểm tra từ 5,0 điểm; chỉ xét theo học kỳ, cả năm, khi giáo viên đã báo vào đủ điểm các tháng.
-- Study results: test papers of 5.0 points or more, judged by terms once every month's marks are in.
return criterion {
  title   = "Kết quả học tập",
  subject = "class",
  reports = { "test" },
  target  = "5.share",
  counts  = "bài",
  periods = { "phase", "contest" },
  measure = {
    of   = "test",
    date = "on_date",
    num  = "passed",
    den  = "sheets",
  },
  judge    = share_at_least,
  says     = "{{ num | so }}/{{ den | so }} bài từ 5,0 điểm = {{ value }} (mức giao {{ target }})",
  examples = {
    { row = { num = 90, den = 100 }, target = "90 %", verdict = "met" },
    { row = { num = 89, den = 100 }, target = "90 %", verdict = "missed" },
    { row = { num = 90, den = 100 }, target = "90 %", reported = false, verdict = "not_reported" },
  },
}
