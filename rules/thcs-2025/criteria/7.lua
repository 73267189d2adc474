-- Điểm thi đua tuần (và tháng), bằng phần mười điểm: nề nếp 40, giờ học 40, chuyên cần 20, cộng hoa điểm tốt; phần
-- nào không phát sinh
-- thì không tính. Một tuần học năm buổi; kỳ dài hơn thì chia điểm trừ bình quân theo tuần. Tuần không có buổi học nào
-- thì không chấm.
-- The week's (and month's) score in tenths of a point, made of criteria 1, 2, 3 and good marks; what did not arise is
-- left out.
local sessions = 5

return criterion {
  title   = "Điểm thi đua tuần",
  subject = "class",
  reports = {},
  target  = "7.share",
  counts  = "điểm",
  decimals = 1,
  periods = { "week", "month" },
  roll_up = "mean",                      -- điểm của trường là trung bình các lớp
  uses    = { "1", "2", "3" },
  params  = { "7.discipline", "7.lessons", "7.attendance", "7.lapse", "7.mark", "7.bonus" },
  own     = [[
    SELECT ward AS subject, sum(buoi_hoc) AS buoi_hoc, sum(hoa_diem_tot) AS hoa_diem_tot
    FROM (SELECT home.ward, count(*) AS buoi_hoc, 0 AS hoa_diem_tot
          FROM attendance JOIN home ON home.unit = attendance.ward
          WHERE on_date >= :from AND on_date < :until GROUP BY home.ward
          UNION ALL
          SELECT home.ward, 0, count(*)
          FROM good_mark JOIN home ON home.unit = good_mark.team
          WHERE on_date >= :from AND on_date < :until GROUP BY home.ward)
    GROUP BY ward]],
  measure = function(unit)
    local params, days = unit.params, unit.own.buoi_hoc
    local lapses, lessons, present = unit.criteria["1"], unit.criteria["2"], unit.criteria["3"]
    if days == 0 then return { num = 0, den = 0 } end
    local lost = params["7.lapse"] * lapses.num * sessions // math.max(sessions, days)
    local parts = { ["1"] = math.max(0, params["7.discipline"] - lost) }
    local points, all = parts["1"], params["7.discipline"]
    local function add(id, cell, most)
      if cell.den == 0 then return end
      parts[id] = most * cell.num // cell.den
      points, all = points + parts[id], all + most
    end
    add("2", lessons, params["7.lessons"])
    add("3", present, params["7.attendance"])
    local bonus = math.min(params["7.bonus"], params["7.mark"] * unit.own.hoa_diem_tot)
    parts.hoa_diem_tot = bonus
    return { num = math.min(all, points + bonus), den = all, parts = parts }
  end,
  judge    = share_at_least,
  says     = "{{ num | le(1) }}/{{ den | le(1) }} điểm = {{ value }} (mức giao {{ target }})",
  examples = {
    -- 40 - 4, 36 của 40, 19,6 của 20, hai hoa điểm tốt: 92,6 điểm
    { used = { ["1"] = { verdict = "met", num = 4 }, ["2"] = { verdict = "met", num = 90, den = 100 },
               ["3"] = { verdict = "met", num = 98, den = 100 } },
      own = { buoi_hoc = 5, hoa_diem_tot = 2 }, row = { num = 926, den = 1000 }, target = "80 %", verdict = "met" },
    -- 40 - 20, 28 của 40, 18 của 20; điểm cộng không quá 5
    { used = { ["1"] = { verdict = "missed", num = 20 }, ["2"] = { verdict = "missed", num = 70, den = 100 },
               ["3"] = { verdict = "missed", num = 9, den = 10 } },
      own = { buoi_hoc = 5, hoa_diem_tot = 30 }, row = { num = 710, den = 1000 }, target = "80 %", verdict = "missed" },
    -- sát mức giao
    { used = { ["1"] = { verdict = "met", num = 8 }, ["2"] = { verdict = "missed", num = 70, den = 100 },
               ["3"] = { verdict = "met", num = 10, den = 10 } },
      own = { buoi_hoc = 5, hoa_diem_tot = 0 }, row = { num = 800, den = 1000 }, target = "80 %", verdict = "met" },
    { used = { ["1"] = { verdict = "met", num = 8 }, ["2"] = { verdict = "missed", num = 6975, den = 10000 },
               ["3"] = { verdict = "met", num = 10, den = 10 } },
      own = { buoi_hoc = 5, hoa_diem_tot = 0 }, row = { num = 799, den = 1000 }, target = "80 %", verdict = "missed" },
    -- một tháng 20 buổi: 40 điểm trừ là 10 điểm mỗi tuần; chưa có sổ đầu bài
    { used = { ["1"] = { verdict = "met", num = 40 }, ["3"] = { verdict = "met", num = 100, den = 100 } },
      own = { buoi_hoc = 20, hoa_diem_tot = 0 }, row = { num = 500, den = 600 }, target = "80 %", verdict = "met" },
    -- điểm trừ nhiều hơn 40: không dưới 0
    { used = { ["1"] = { verdict = "missed", num = 60 } }, own = { buoi_hoc = 5, hoa_diem_tot = 0 },
               row = { num = 0, den = 400 }, verdict = "missed" },
    -- tổng không quá điểm cao nhất
    { used = { ["3"] = { verdict = "met", num = 5, den = 5 } }, own = { buoi_hoc = 5, hoa_diem_tot = 3 },
               row = { num = 600, den = 600 }, verdict = "met" },
    -- tuần nghỉ
    { used = {}, own = { buoi_hoc = 0, hoa_diem_tot = 0 }, row = { num = 0, den = 0 }, verdict = "not_applicable" },
  },
}
