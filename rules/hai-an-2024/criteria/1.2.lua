-- Chỉ tiêu 1.2: các vụ việc về an ninh, trật tự cần lực lượng có mặt, bao nhiêu vụ có mặt kịp thời.
-- Đủ giờ được báo và giờ có mặt: chỉ xét số phút (1.2.minutes; từ 22:00 đến 05:59 là 1.2.minutes_night).
-- Thiếu một trong hai giờ: kịp thời khi Công an phường xác nhận (confirmed_timely = yes).
-- Incidents that call for presence: arrived in time / all. Both times given decide alone, else the confirmation.
return criterion {
  title   = "Vụ việc về an ninh, trật tự lực lượng có mặt kịp thời",
  subject = "ward",
  reports = { "incident" },
  target  = "1.2.share",
  counts  = "vụ",
  measure = {
    of            = "incident",
    date          = "occurred_on",
    where         = "presence = 'required'",
    within        = { "notified_at", "arrived_at" },
    minutes       = "1.2.minutes",
    night         = "22:00-06:00",
    night_minutes = "1.2.minutes_night",
    otherwise     = "confirmed_timely IS 'yes'",
    den           = true,
  },
  judge   = share_at_least,
  early   = "missed",
  says    = "{{ num | so2 }}/{{ den | so2 }} vụ = {{ value }} (mức giao {{ target }})",
  examples = {
    { row = { num = 57, den = 57 }, target = "100 %", verdict = "met" },
    { row = { num = 56, den = 57 }, target = "100 %", verdict = "missed" },
    { row = { num = 0, den = 0 },   target = "100 %", verdict = "not_applicable" },
    { row = { num = 5, den = 5 },   target = "100 %", reported = false, verdict = "not_reported" },
    { row = { num = 4, den = 5 },   target = "100 %", reported = false, verdict = "missed" },
  },
}
