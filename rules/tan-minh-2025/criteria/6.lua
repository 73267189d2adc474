-- Tiêu chí 6: các vụ việc kết thúc hòa giải trong kỳ, bao nhiêu vụ việc hòa giải thành.
-- Disputes settled / disputes whose mediation ended in the period.
return criterion {
  title   = "Vụ việc hòa giải thành",
  subject = "ward",
  reports = { "mediation" },
  target  = "6.share",
  counts  = "vụ việc",
  measure = {
    of    = "mediation",
    date  = "concluded_on",
    where = "outcome IS NOT NULL",
    num   = "outcome = 'success'",
    den   = true,
  },
  judge   = share_at_least,
  says    = "{{ num | so2 }}/{{ den | so2 }} vụ việc = {{ value }} (mức giao {{ target }})",
  examples = {
    { row = { num = 4, den = 5 }, target = "80 %", verdict = "met" },
    { row = { num = 3, den = 4 }, target = "80 %", verdict = "missed" },
    { row = { num = 0, den = 0 }, target = "80 %", verdict = "not_applicable" },
    { row = { num = 4, den = 5 }, target = "80 %", reported = false, verdict = "not_reported" },
  },
}
