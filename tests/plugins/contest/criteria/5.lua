-- Trình cắm (5.ini) cộng số trang, hàm judge đánh giá. The plugin named in 5.ini adds the pages up, Lua judges.
return criterion {
  title   = "Số trang đã đọc",
  subject = "ward",
  reports = { "loan" },
  target  = "5.pages",
  counts  = "trang",
  measure = {
    sql = [[
      SELECT ward AS subject, pages AS amount FROM loan
      WHERE on_date >= :from AND on_date < :until]],
    evidence = [[
      SELECT loan_id, on_date, pages FROM loan
      WHERE ward = :subject AND on_date >= :from AND on_date < :until]],
  },
  judge = function(num, den, target)
    if num * target.den >= target.num then return "met" end
    return "missed"
  end,
  target_says = "từ {{ target }} trang",
  says = "{{ num | so }} trang (mức giao {{ target }})",
  examples = {
    { row = { num = 100 }, target = "100", verdict = "met" },
    { row = { num = 99 },  target = "100", verdict = "missed" },
  },
}
