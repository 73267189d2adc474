-- Tiêu chí 8: ngày ra quân đông nhất trong kỳ có bao nhiêu hộ của thôn tham gia, trên số hộ mới nhất trong kỳ.
-- Thôn nhỏ (dưới 8.small_village hộ) được giảm 8.small_relief điểm phần trăm: nên dùng hàm thay cho phép so có sẵn.
-- The best attended day's households / the village's households; a small village has a lower bar, hence a function.
-- Để nguyên câu SQL: khai báo được thì phải có thêm hai từ, mà chỉ tiêu này là nơi duy nhất cần đến. Một là “ngày nhiều nhất”: cộng các
-- bản ghi từng ngày rồi lấy ngày lớn nhất (các từ hiện có cộng từng bản ghi, hoặc đếm từng giá trị một lần). Hai là mẫu số lấy ở loại bản ghi
-- khác (village_figure, số mới nhất) với tử số (cleanup): mỗi phép đo khai báo chỉ đếm một loại. Chỉ có một trong hai thì vẫn phải viết SQL.
-- Stays SQL: declared, it would take two words that no other criterion needs. One says the best day: records summed by day, then the greatest
-- sum (the words that there are add records, or count each value once). The other takes the denominator from another record type than the
-- numerator (village_figure, its newest rows; a declared measure is of one type). With one of the two it would be SQL all the same.
local joined = [[
  WITH latest AS (SELECT ward, max(as_of), households
                    FROM village_figure WHERE as_of >= :from AND as_of < :until GROUP BY ward),
       laid AS (SELECT home.ward, own, households, max(own) OVER (PARTITION BY home.ward) AS has_own
                  FROM latest JOIN home ON home.unit = latest.ward),
       size AS (SELECT ward, sum(households) AS households FROM laid WHERE own = has_own GROUP BY ward),
       day AS (SELECT home.ward, on_date, sum(households) AS households
                 FROM cleanup JOIN home ON home.unit = cleanup.team
                WHERE on_date >= :from AND on_date < :until GROUP BY home.ward, on_date)]]

return criterion {
  title   = "Hộ tham gia ngày ra quân tổng vệ sinh",
  subject = "ward",
  reports = { "cleanup", "village_figure" },
  target  = "8.share",
  params  = { "8.small_village", "8.small_relief" },
  counts  = "hộ",
  measure = {
    sql = joined .. [[
      SELECT size.ward AS subject, ifnull(max(day.households), 0) AS num, size.households AS den
        FROM size LEFT JOIN day USING (ward) GROUP BY size.ward]],
    evidence = joined .. [[
      SELECT on_date, day.households AS "Số hộ tham gia", size.households AS "Số hộ của thôn"
        FROM size LEFT JOIN day USING (ward) WHERE size.ward = :subject ORDER BY day.households DESC, on_date]],
  },
  judge = function(num, den, target, params)
    local percent = target.num
    if den < params["8.small_village"] then
      percent = percent - params["8.small_relief"]
    end
    if num * target.den >= percent * den then
      return "met"
    end
    return "missed"
  end,
  target_says = "từ {{ target }} (thôn nhỏ thấp hơn)",
  says    = "{{ num | so }}/{{ den | so }} hộ = {{ value }}, mức giao {{ target }}",
  examples = {
    { row = { num = 60, den = 100 }, target = "60 %", verdict = "met" },
    { row = { num = 59, den = 100 }, target = "60 %", verdict = "missed" },
    { row = { num = 49, den = 98 },  target = "60 %", verdict = "met" },
    { row = { num = 48, den = 98 },  target = "60 %", verdict = "missed" },
    { row = { num = 49, den = 98 },  target = "60 %", params = { ["8.small_village"] = "90" }, verdict = "missed" },
    { row = { num = 0, den = 0 },    target = "60 %", verdict = "not_applicable" },
    { row = { num = 60, den = 100 }, target = "60 %", reported = false, verdict = "not_reported" },
  },
}
