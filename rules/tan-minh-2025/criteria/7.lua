-- Tiêu chí 7: số vụ vi phạm được lập biên bản, thuộc các lĩnh vực nêu ở 7.fields (targets.ini).
-- Violations on record, in the fields that count on the day of the violation.
return criterion {
  title   = "Vi phạm về đất đai, xây dựng, môi trường, hành lang giao thông",
  subject = "ward",
  reports = { "violation" },
  target  = "7.most",
  counts  = "vụ",
  measure = {
    of    = "violation",
    date  = "on_date",
    where = "param_has('7.fields', on_date, field)",
  },
  judge   = at_most,
  early   = "missed",
  says    = "{{ value }} vụ (mức giao: {{ target }})",
  examples = {
    { row = { num = 1 }, target = "1", verdict = "met" },
    { row = { num = 2 }, target = "1", verdict = "missed" },
    { row = { num = 0 }, target = "1", reported = false, verdict = "not_reported" },
    { row = { num = 2 }, target = "1", reported = false, verdict = "missed" },
  },
}
