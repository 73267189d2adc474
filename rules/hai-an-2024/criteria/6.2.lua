-- Chỉ tiêu 6.2: số vụ tai nạn giao thông từ mức 6.2.min_level (nghiêm trọng) trở lên.
-- Traffic accidents at or above the level that was in force on the day of the accident.
return criterion {
  title   = "Tai nạn giao thông nghiêm trọng trở lên",
  subject = "ward",
  reports = { "accident" },
  target  = "6.2.most",
  counts  = "vụ",
  measure = {
    of    = "accident",
    date  = "on_date",
    where = "rank('accident', 'level', level) >= rank('accident', 'level', param_text('6.2.min_level', on_date))",
  },
  judge   = at_most,
  early   = "missed",
  says    = "{{ value }} vụ (mức giao: {{ target }})",
  examples = {
    { row = { num = 0 }, target = "0", verdict = "met" },
    { row = { num = 1 }, target = "0", verdict = "missed" },
    { row = { num = 0 }, target = "0", reported = false, verdict = "not_reported" },
    { row = { num = 1 }, target = "0", reported = false, verdict = "missed" },
  },
}
