-- Điểm thi đua học kỳ, cả năm, bằng phần mười điểm: nề nếp 30, giờ học 25, chuyên cần 10, học tập 25, việc tốt 10;
-- mỗi vụ vi phạm nghiêm
-- trọng trừ thêm 5 điểm. Phần nào không phát sinh thì không tính.
-- The term's score in tenths of a point, made of criteria 1 to 6.
local sessions = 5

return criterion {
  title   = "Điểm thi đua học kỳ",
  subject = "class",
  reports = { "test" },
  target  = "8.share",
  counts  = "điểm",
  decimals = 1,
  periods = { "phase", "contest" },
  roll_up = "mean",                      -- điểm của trường là trung bình các lớp
  uses    = { "1", "2", "3", "4", "5", "6" },
  params  = { "7.lapse", "8.discipline", "8.lessons", "8.attendance", "8.study", "8.deeds", "8.serious" },
  own     = [[
    SELECT home.ward AS subject, count(*) AS buoi_hoc
    FROM attendance JOIN home ON home.unit = attendance.ward
    WHERE on_date >= :from AND on_date < :until GROUP BY home.ward]],
  measure = function(unit)
    local params, days, cells = unit.params, unit.own.buoi_hoc, unit.criteria
    if days == 0 then return { num = 0, den = 0 } end
    local lost = params["7.lapse"] * cells["1"].num * sessions // math.max(sessions, days)
    local parts = { ["1"] = math.max(0, params["8.discipline"] - lost) }
    local points, all = parts["1"], params["8.discipline"]
    local function add(id, most)
      if cells[id].den == 0 then return end
      parts[id] = most * cells[id].num // cells[id].den
      points, all = points + parts[id], all + most
    end
    add("2", params["8.lessons"])
    add("3", params["8.attendance"])
    add("5", params["8.study"])
    add("6", params["8.deeds"])
    local penalty = params["8.serious"] * cells["4"].num
    return { num = math.max(0, points - penalty), den = all, parts = parts,
             note = penalty > 0 and string.format("trừ %d phần mười điểm vì vi phạm nghiêm trọng", penalty) or nil }
  end,
  judge    = share_at_least,
  says     = "{{ num | le(1) }}/{{ den | le(1) }} điểm = {{ value }} (mức giao {{ target }})",
  examples = {
    -- 18 tuần: 180 điểm trừ là 10 mỗi tuần; 20 + 22,5 + 9,8 + 23,5 + 10 = 85,8
    { used = { ["1"] = { verdict = "met", num = 180 }, ["2"] = { verdict = "met", num = 9, den = 10 },
               ["3"] = { verdict = "met", num = 98, den = 100 },
               ["4"] = { verdict = "met", num = 0 }, ["5"] = { verdict = "met", num = 94, den = 100 },
               ["6"] = { verdict = "met", num = 16, den = 16 } },
      own = { buoi_hoc = 90 }, row = { num = 858, den = 1000 }, target = "80 %", verdict = "met" },
    -- cũng như thế, hai vụ nghiêm trọng
    { used = { ["1"] = { verdict = "met", num = 180 }, ["2"] = { verdict = "met", num = 9, den = 10 },
               ["3"] = { verdict = "met", num = 98, den = 100 },
               ["4"] = { verdict = "missed", num = 2 }, ["5"] = { verdict = "met", num = 94, den = 100 },
               ["6"] = { verdict = "met", num = 16, den = 16 } },
      own = { buoi_hoc = 90 }, row = { num = 758, den = 1000 }, target = "80 %", verdict = "missed" },
    -- sát mức giao
    { used = { ["1"] = { verdict = "met", num = 90 }, ["2"] = { verdict = "missed", num = 8, den = 10 },
               ["3"] = { verdict = "met", num = 10, den = 10 },
               ["5"] = { verdict = "missed", num = 7, den = 10 }, ["6"] = { verdict = "met", num = 75, den = 100 } },
      own = { buoi_hoc = 90 }, row = { num = 800, den = 1000 }, target = "80 %", verdict = "met" },
    { used = { ["1"] = { verdict = "met", num = 90 }, ["2"] = { verdict = "missed", num = 7999, den = 10000 },
               ["3"] = { verdict = "met", num = 10, den = 10 },
               ["5"] = { verdict = "missed", num = 7, den = 10 }, ["6"] = { verdict = "met", num = 75, den = 100 } },
      own = { buoi_hoc = 90 }, row = { num = 799, den = 1000 }, target = "80 %", verdict = "missed" },
    -- tổ chưa có việc tốt, chưa kiểm tra bài nào
    { used = { ["1"] = { verdict = "met", num = 0 }, ["2"] = { verdict = "met", num = 4, den = 4 },
               ["3"] = { verdict = "met", num = 1, den = 1 },
               ["6"] = { verdict = "missed", num = 0, den = 4 } }, own = { buoi_hoc = 3 },
               row = { num = 650, den = 750 }, target = "80 %", verdict = "met" },
    { used = { ["4"] = { verdict = "missed", num = 9 } }, own = { buoi_hoc = 5 }, row = { num = 0, den = 300 },
               verdict = "missed" },
    { used = {}, own = { buoi_hoc = 0 }, row = { num = 0, den = 0 }, verdict = "not_applicable" },
  },
}
