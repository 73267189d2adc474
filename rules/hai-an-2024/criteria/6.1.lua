-- Chỉ tiêu 6.1: trong các thành viên được tính, bao nhiêu người có ít nhất một lượt tuần tra trong kỳ.
-- Được tính: số ngày tham gia trong kỳ, trừ những ngày được miễn (absence), ít nhất bằng 6.1.min_active_days hoặc
-- bằng số ngày của kỳ nếu kỳ ngắn hơn. Mỗi người tính một lần, ở tổ của dòng mới nhất trong kỳ.
-- Members with a patrol / members who count: enough days of membership in the period less the excused ones.
return criterion {
  title   = "Thành viên lực lượng tham gia tuần tra",
  subject = "ward",
  reports = { "patrol" },
  target  = "6.1.share",
  counts  = "thành viên",
  measure = {
    each     = "member",
    standing = "6.1.min_active_days",
    excused  = "absence",
    of       = "patrol",
    date     = "on_date",
  },
  judge   = share_at_least,
  says    = "{{ num | so2 }}/{{ den | so2 }} thành viên = {{ value }} (mức giao {{ target }})",
  examples = {
    { row = { num = 340, den = 340 }, target = "100 %", verdict = "met" },
    { row = { num = 339, den = 340 }, target = "100 %", verdict = "missed" },
    { row = { num = 0, den = 0 },     target = "100 %", verdict = "not_applicable" },
    { row = { num = 0, den = 4 },     target = "100 %", reported = false, verdict = "not_reported" },
  },
}
