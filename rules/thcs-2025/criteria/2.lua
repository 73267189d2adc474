-- Giờ học: điểm các giờ theo sổ đầu bài trên điểm tối đa (mọi giờ đều loại A).
-- Lessons as the class book grades them: their points of those that they would have if each were an A.
return criterion {
  title   = "Giờ học",
  subject = "class",
  reports = {},
  target  = "2.share",
  counts  = "điểm giờ học",
  periods = { "week", "month", "phase", "contest" },
  measure = {
    of      = "lesson",
    date    = "on_date",
    points  = "grade",
    weights = { a = "2.a", b = "2.b", c = "2.c", d = "2.d" },
    den     = "param('2.a', on_date)",
  },
  judge    = share_at_least,
  grades   = { { id = "good", title = "học tốt", target = "2.good" } },
  says     = "{{ num | so2 }}/{{ den | so2 }} điểm giờ học = {{ value }} (mức giao {{ target }}){% if grade %}, "
             .. "{{ grade }}{% endif %}",
  examples = {
    { row = { num = 85, den = 100 }, target = "85 %", verdict = "met" },
    { row = { num = 84, den = 100 }, target = "85 %", verdict = "missed" },
    { row = { num = 95, den = 100 }, verdict = "met", grade = "good" },
    { row = { num = 94, den = 100 }, verdict = "met", grade = "" },
    { row = { num = 0, den = 0 }, target = "85 %", verdict = "not_applicable" },
  },
}
