-- Tiêu chí 3: trong các hồ sơ của thủ tục được cung cấp trực tuyến, bao nhiêu hồ sơ nộp trực tuyến.
-- Files sent online / files of procedures that are offered online.
return criterion {
  title   = "Hồ sơ thủ tục hành chính nộp trực tuyến",
  subject = "ward",
  reports = { "online_file" },
  target  = "3.share",
  counts  = "hồ sơ",
  measure = {
    of    = "online_file",
    date  = "received_on",
    where = "required = 'yes'",
    num   = "channel = 'online'",
    den   = true,
  },
  judge   = share_above,
  says    = "{{ num | so2 }}/{{ den | so2 }} hồ sơ = {{ value }} (mức giao {{ target }})",
  examples = {
    { row = { num = 7, den = 10 },  target = "70 %", verdict = "missed" },
    { row = { num = 8, den = 10 },  target = "70 %", verdict = "met" },
    { row = { num = 0, den = 0 },   target = "70 %", verdict = "not_applicable" },
    { row = { num = 8, den = 10 },  target = "70 %", reported = false, verdict = "not_reported" },
  },
}
