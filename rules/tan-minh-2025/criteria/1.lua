-- Tiêu chí 1: trong các lượt kiểm tra tại hộ, bao nhiêu lượt hộ có phân loại chất thải rắn sinh hoạt.
-- Checked households that sort their waste / all that were checked.
return criterion {
  title   = "Hộ phân loại chất thải rắn sinh hoạt tại nguồn",
  subject = "ward",
  reports = { "sorting_check" },
  target  = "1.share",
  counts  = "lượt hộ",
  measure = {
    of   = "sorting_check",
    date = "on_date",
    num  = "sorted = 'yes'",
    den  = true,
  },
  judge   = share_at_least,
  says    = "{{ num | so2 }}/{{ den | so2 }} lượt hộ = {{ value }} (mức giao {{ target }})",
  examples = {
    { row = { num = 17, den = 20 }, target = "85 %", verdict = "met" },
    { row = { num = 16, den = 19 }, target = "85 %", verdict = "missed" },
    { row = { num = 0, den = 0 },   target = "85 %", verdict = "not_applicable" },
    { row = { num = 17, den = 20 }, target = "85 %", reported = false, verdict = "not_reported" },
  },
}
