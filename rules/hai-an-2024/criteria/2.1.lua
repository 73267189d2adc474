-- Chỉ tiêu 2.1: số mô hình được Công an quận trở lên ghi nhận từ đầu phong trào đến hết kỳ, còn hoạt động sau kỳ.
-- Cấp nào được chấp nhận xem ở targets.ini (2.1.accepted), theo ngày ghi nhận. Chưa đạt trước khi phong trào kết
-- thúc là “đang thực hiện”. Toàn quận đạt khi mọi phường đều đạt.
-- Models recognised by an accepted level since the contest's first day, begun, and not ended by the last day.
return criterion {
  title   = "Mô hình được Công an quận trở lên biểu dương, ghi nhận",
  subject = "ward",
  reports = { "model" },
  target  = "2.1.models",
  counts  = "mô hình",
  measure = {
    of     = "model",
    date   = "recognised_on",
    window = "contest",
    where  = [[
      param_has('2.1.accepted', recognised_on, recognised_by)
      AND started_on <= :last AND (ended_on IS NULL OR ended_on > :last)]],
  },
  judge   = at_least_by_end,
  early   = "met",
  roll_up = "every",
  says    = "{{ value }} mô hình được ghi nhận (mức giao {{ target }})",
  examples = {
    { row = { num = 1 }, target = "1", verdict = "met" },
    { row = { num = 0 }, target = "1", verdict = "in_progress" },
    { row = { num = 0 }, target = "1", at_end = true, verdict = "missed" },
    { row = { num = 0 }, target = "1", reported = false, verdict = "not_reported" },
    { row = { num = 1 }, target = "1", reported = false, verdict = "met" },
  },
}
