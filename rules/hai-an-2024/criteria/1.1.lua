-- Chỉ tiêu 1.1: trong các nguồn tin Nhân dân cung cấp trong kỳ, bao nhiêu tin đến qua lực lượng.
-- Không tính tin trùng (có duplicate_of) và tin đã xác minh là không đúng; tin chưa xác minh vẫn tính.
-- Tips of the period that came through the force / all tips; duplicates and disproved tips are left out.
return criterion {
  title   = "Nguồn tin do Nhân dân cung cấp thông qua lực lượng",
  subject = "ward",
  reports = { "tip" },
  target  = "1.1.share",
  counts  = "tin",
  measure = {
    of    = "tip",
    date  = "received_on",
    where = "duplicate_of IS NULL AND verified IS NOT 'no'",
    num   = "channel = 'force'",
    den   = true,
  },
  judge   = share_at_least,
  says    = "{{ num | so2 }}/{{ den | so2 }} tin = {{ value }} (mức giao {{ target }})",
  examples = {
    { row = { num = 79, den = 99 },  target = "80 %", verdict = "missed" },
    { row = { num = 80, den = 100 }, target = "80 %", verdict = "met" },
    { row = { num = 8996, den = 10000 }, target = "90 %", verdict = "missed" },
    { row = { num = 0, den = 0 },    target = "80 %", verdict = "not_applicable" },
    { row = { num = 80, den = 100 }, target = "80 %", reported = false, verdict = "not_reported" },
    { row = { num = 1, den = 100 },  target = "80 %", reported = false, verdict = "not_reported" },
    { row = { num = 0, den = 0 },    target = "80 %", reported = false, verdict = "not_reported" },
  },
}
