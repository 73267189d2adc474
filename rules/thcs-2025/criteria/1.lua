-- Nề nếp: điểm trừ theo lỗi, bảng điểm ở targets.ini. Mức giao là của một tuần; tháng, học kỳ tính theo số ngày.
-- Points deducted for lapses. The target is a week's; months and terms are held against it by their days.
return criterion {
  title   = "Nề nếp",
  subject = "class",
  reports = {},
  target  = "1.points",
  counts  = "điểm trừ",
  periods = { "week", "month", "phase", "contest" },
  roll_up = "mean",
  measure = {
    of      = "lapse",
    date    = "on_date",
    points  = "kind",
    weights = { late = "1.late", absent = "1.absent", uniform = "1.uniform", noise = "1.noise", litter = "1.litter",
                phone = "1.phone", property = "1.property", traffic = "1.traffic", cheating = "1.cheating",
                fight = "1.fight" },
  },
  judge = function(num, _, target, _, period)
    if num * 7 * target.den <= target.num * period.days then return "met" end
    return "missed"
  end,
  target_says = "không quá {{ target }} điểm trừ một tuần",
  says     = "{{ num | so2 }} điểm trừ (mức giao {{ target }})",
  examples = {
    { row = { num = 10 }, period = { kind = "week", days = 7 }, target = "10", verdict = "met" },
    { row = { num = 11 }, period = { kind = "week", days = 7 }, target = "10", verdict = "missed" },
    { row = { num = 44 }, period = { kind = "month", days = 31 }, target = "10", verdict = "met" },
    { row = { num = 45 }, period = { kind = "month", days = 31 }, target = "10", verdict = "missed" },
    { row = { num = 0 }, target = "0", verdict = "met" },
  },
}
