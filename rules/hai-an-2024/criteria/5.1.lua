-- Chỉ tiêu 5.1: số trường hợp tái phạm trong kỳ của người mà phường (hoặc phường tiền nhiệm) đang quản lý vào ngày đó.
-- 5.1.basis = criminal_or_admin: cả hình sự và hành chính; criminal: chỉ hình sự.
-- Reoffences by persons whom the ward, or a ward it came from, had under management on that day.
return criterion {
  title   = "Người đã vi phạm pháp luật tái phạm",
  subject = "ward",
  reports = { "reoffence" },
  target  = "5.1.most",
  counts  = "trường hợp",
  measure = {
    of    = "reoffence",
    date  = "on_date",
    where = [[
      (basis = 'criminal' OR param_text('5.1.basis', on_date) = 'criminal_or_admin')
      AND EXISTS (SELECT 1 FROM origin
                    JOIN managed_person AS person ON person.ward = origin.origin
                   WHERE origin.ward = reoffence.ward AND person.person_code = reoffence.person_code
                     AND person.valid_from <= reoffence.on_date
                     AND (person.valid_until IS NULL OR person.valid_until >= reoffence.on_date))]],
  },
  judge   = at_most,
  early   = "missed",
  says    = "{{ value }} trường hợp (mức giao: {{ target }})",
  examples = {
    { row = { num = 0 }, target = "0", verdict = "met" },
    { row = { num = 1 }, target = "0", verdict = "missed" },
    { row = { num = 0 }, target = "0", reported = false, verdict = "not_reported" },
    { row = { num = 1 }, target = "0", reported = false, verdict = "missed" },
  },
}
