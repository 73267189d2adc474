-- Chỉ tiêu 3.1: các lượt được huy động chữa cháy, cứu nạn, cứu hộ, bao nhiêu lượt có mặt kịp thời.
-- Có giờ có mặt: chỉ xét số phút (3.1.minutes); không có: kịp thời khi Công an phường xác nhận.
-- Call-outs answered in time / all call-outs; the time of arrival decides, else the confirmation.
return criterion {
  title   = "Có mặt kịp thời khi được huy động chữa cháy, cứu nạn, cứu hộ",
  subject = "ward",
  reports = { "callout" },
  target  = "3.1.share",
  counts  = "lượt huy động",
  measure = {
    of        = "callout",
    date      = "called_on",
    within    = { "called_at", "arrived_at" },
    minutes   = "3.1.minutes",
    otherwise = "confirmed_timely IS 'yes'",
    den       = true,
  },
  judge   = share_at_least,
  early   = "missed",
  says    = "{{ num | so2 }}/{{ den | so2 }} lượt = {{ value }} (mức giao {{ target }})",
  examples = {
    { row = { num = 4, den = 4 }, target = "100 %", verdict = "met" },
    { row = { num = 3, den = 4 }, target = "100 %", verdict = "missed" },
    { row = { num = 0, den = 0 }, target = "100 %", verdict = "not_applicable" },
    { row = { num = 4, den = 4 }, target = "100 %", reported = false, verdict = "not_reported" },
    { row = { num = 3, den = 4 }, target = "100 %", reported = false, verdict = "missed" },
  },
}
