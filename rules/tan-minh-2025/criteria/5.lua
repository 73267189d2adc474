-- Tiêu chí 5: tỷ lệ người dân có thẻ bảo hiểm y tế. Đây là số hiện có: mỗi thôn lấy số liệu mới nhất trong kỳ; thôn
-- mới chưa có số liệu trong kỳ thì cộng của các thôn trước khi sắp xếp.
-- A stock: each village's latest row in the period; those of its predecessors only where it has none itself.
return criterion {
  title   = "Người dân có thẻ bảo hiểm y tế",
  subject = "ward",
  reports = { "village_figure" },
  target  = "5.share",
  counts  = "người",
  measure = {
    of     = "village_figure",
    date   = "as_of",
    latest = {},
    num    = "insured",
    den    = "residents",
  },
  judge   = share_at_least,
  says    = "{{ num | so }}/{{ den | so }} người = {{ value }} (mức giao {{ target }})",
  examples = {
    { row = { num = 950, den = 1000 }, target = "95 %", verdict = "met" },
    { row = { num = 949, den = 1000 }, target = "95 %", verdict = "missed" },
    { row = { num = 0, den = 0 },      target = "95 %", verdict = "not_applicable" },
    { row = { num = 950, den = 1000 }, target = "95 %", reported = false, verdict = "not_reported" },
  },
}
