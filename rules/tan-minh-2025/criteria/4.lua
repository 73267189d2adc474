-- Tiêu chí 4: số buổi “Bình dân học vụ số” đủ người học, từ ngày đầu phong trào đến hết kỳ. Chưa đủ trước khi phong
-- trào kết thúc là “đang thực hiện”. Toàn xã đạt khi mọi thôn đều đạt.
-- Classes with enough learners since the contest's first day; unmet before its end is in progress.
return criterion {
  title   = "Buổi học “Bình dân học vụ số”",
  subject = "ward",
  reports = { "digital_class" },
  target  = "4.classes",
  counts  = "buổi",
  measure = {
    of     = "digital_class",
    date   = "on_date",
    window = "contest",
    where  = "learners >= param('4.min_learners', on_date)",
  },
  judge   = at_least_by_end,
  early   = "met",
  roll_up = "every",
  says    = "{{ value }} buổi từ đầu phong trào (mức giao {{ target }})",
  examples = {
    { row = { num = 3 }, target = "3", verdict = "met" },
    { row = { num = 2 }, target = "3", verdict = "in_progress" },
    { row = { num = 2 }, target = "3", at_end = true, verdict = "missed" },
    { row = { num = 3 }, target = "3", reported = false, verdict = "met" },
    { row = { num = 2 }, target = "3", reported = false, verdict = "not_reported" },
  },
}
