-- Chỉ tiêu 4.1: số vi phạm của cơ sở kinh doanh có điều kiện về an ninh, trật tự, theo ngày vi phạm.
-- Vi phạm do chính lực lượng phát hiện vẫn tính, trừ khi 4.1.exclude_self_detected = yes (targets.ini).
-- Violations by businesses under security conditions; those the force found itself count unless excluded.
return criterion {
  title   = "Cơ sở kinh doanh có điều kiện về an ninh, trật tự vi phạm",
  subject = "ward",
  reports = { "business_violation" },
  target  = "4.1.most",
  counts  = "vi phạm",
  measure = {
    of    = "business_violation",
    date  = "act_on",
    where = "self_detected = 'no' OR param_text('4.1.exclude_self_detected', act_on) <> 'yes'",
  },
  judge   = at_most,
  early   = "missed",
  says    = "{{ value }} vi phạm (mức giao: {{ target }})",
  examples = {
    { row = { num = 0 }, target = "0", verdict = "met" },
    { row = { num = 1 }, target = "0", verdict = "missed" },
    { row = { num = 0 }, target = "0", reported = false, verdict = "not_reported" },
    { row = { num = 2 }, target = "0", reported = false, verdict = "missed" },
  },
}
