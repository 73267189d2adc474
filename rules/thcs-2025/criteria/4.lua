-- Không có vi phạm nghiêm trọng: lỗi nào là nghiêm trọng ở targets.ini (4.kinds).
-- No serious lapse; which are serious says 4.kinds.
return criterion {
  title   = "Không có vi phạm nghiêm trọng",
  subject = "class",
  reports = {},
  target  = "4.none",
  counts  = "vụ",
  periods = { "month", "phase", "contest" },
  measure = {
    of    = "lapse",
    date  = "on_date",
    where = "param_has('4.kinds', on_date, kind)",
  },
  judge    = at_most,
  early    = "missed",
  says     = "{% if num %}{{ num | so2 }} vụ{% else %}không có vụ nào{% endif %} (mức giao {{ target }})",
  examples = {
    { row = { num = 0 }, target = "0", verdict = "met" },
    { row = { num = 1 }, target = "0", verdict = "missed" },
  },
}
