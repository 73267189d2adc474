-- Tiêu chí 9: tổng điểm của thôn theo bảng điểm của Kế hoạch (thang 1.000 điểm).
-- Các nội dung 1, 3 đến 7 lấy số liệu của chính các tiêu chí ấy, không đếm lại; số tổ có buổi tổng vệ sinh và điểm
-- thưởng, điểm trừ đếm ở own. Điểm đạt = điểm chuẩn (targets.ini) × num / den, bỏ phần lẻ. Nội dung không phát sinh thì
-- không tính, cả điểm chuẩn. Thêm một nội dung: thêm số của tiêu chí vào uses, một dòng add và điểm chuẩn của nó.
-- The weighted total of other criteria's figures: points = standard × num / den, cut; what did not arise counts on
-- neither side. Groups that did something, and what was added or taken off, are counted here.
return criterion {
  title   = "Tổng điểm thi đua của thôn",
  subject = "ward",
  reports = { "sorting_check", "cleanup", "online_file", "digital_class", "village_figure", "mediation", "violation" },
  uses    = { "1", "3", "4", "5", "6", "7" },
  target  = "9.share",
  params  = { "9.points_1", "9.points_2", "9.points_3", "9.points_4", "9.points_5", "9.points_6", "9.points_7",
              "9.penalty_7", "4.classes", "9.most_adjusted", "9.excellent", "9.good", "9.fair" },
  counts  = "điểm",
  own = [[
    WITH cleaned AS (
           SELECT home.ward, count(*) AS den,
                  sum(unit_id IN (SELECT team FROM cleanup WHERE on_date >= :from AND on_date < :until)) AS num
             FROM unit JOIN home ON home.unit = unit_id
            WHERE level = 'team' AND valid_from <= :last AND (valid_until IS NULL OR valid_until >= :last)
            GROUP BY home.ward),
         adjusted AS (
           SELECT home.ward, sum(iif(kind = 'bonus', points, 0)) AS bonus,
                  sum(iif(kind = 'bonus', 0, points)) AS penalty
             FROM adjustment JOIN home ON home.unit = adjustment.ward
            WHERE on_date >= :from AND on_date < :until GROUP BY home.ward)
    SELECT home.ward AS subject,
           ifnull(cleaned.num, 0) AS "Tổ có buổi tổng vệ sinh", ifnull(cleaned.den, 0) AS "Số tổ của thôn",
           ifnull(bonus, 0) AS "Điểm thưởng", ifnull(penalty, 0) AS "Điểm trừ"
      FROM home LEFT JOIN cleaned USING (ward) LEFT JOIN adjusted USING (ward) WHERE own]],
  measure = function(unit)
    local of, own, params = unit.criteria, unit.own, unit.params
    local points, standard, parts = 0, 0, {}
    local function add(name, num, den, most)
      if den > 0 then
        parts[name] = most * math.min(num, den) // den
        points = points + parts[name]
        standard = standard + most
      end
    end
    local function share(id)
      if of[id].verdict ~= "not_applicable" then add(id, of[id].num, of[id].den, params["9.points_" .. id]) end
    end
    share("1")
    add("Tổ có buổi tổng vệ sinh", own["Tổ có buổi tổng vệ sinh"], own["Số tổ của thôn"], params["9.points_2"])
    share("3")
    add("4", of["4"].num, params["4.classes"], params["9.points_4"])
    share("5")
    share("6")
    local calm = params["9.points_7"]
    add("7", math.max(0, calm - params["9.penalty_7"] * of["7"].num), calm, calm)
    local most = params["9.most_adjusted"]
    local adjusted = math.max(-most, math.min(most, own["Điểm thưởng"] - own["Điểm trừ"]))
    if adjusted > 0 then parts["Điểm thưởng"] = adjusted elseif adjusted < 0 then parts["Điểm trừ"] = adjusted end
    points = math.max(0, math.min(standard, points + adjusted))
    local class = "Trung bình"
    if points * 1000 >= params["9.excellent"] * standard then class = "Xuất sắc"
    elseif points * 1000 >= params["9.good"] * standard then class = "Tốt"
    elseif points * 1000 >= params["9.fair"] * standard then class = "Khá" end
    return { num = points, den = standard, parts = parts, note = "Xếp loại: " .. class }
  end,
  judge   = share_at_least,
  says    = "{{ num | so }}/{{ den | so }} điểm = {{ value }} (mức giao {{ target }})",
  examples = {
    { used = { ["1"] = { verdict = "met", num = 17, den = 20 }, ["3"] = { verdict = "missed", num = 7, den = 10 },
               ["4"] = { verdict = "in_progress", num = 2 }, ["5"] = { verdict = "met", num = 96, den = 100 },
               ["6"] = { verdict = "met", num = 6, den = 7 }, ["7"] = { verdict = "missed", num = 2 } },
      own = { ["Tổ có buổi tổng vệ sinh"] = 3, ["Số tổ của thôn"] = 4, ["Điểm thưởng"] = 80, ["Điểm trừ"] = 10 },
      -- 170 + 112 + 105 + 66 + 144 + 85 + 50 + 50 (70 is cut to 50)
      row = { num = 782, den = 1000 }, verdict = "missed" },
    { used = { ["1"] = { verdict = "met", num = 9, den = 10 }, ["4"] = { verdict = "met", num = 5 },
               ["7"] = { verdict = "met", num = 0 } },
      own = { ["Điểm trừ"] = 7 }, row = { num = 423, den = 450 }, verdict = "met" },
    { used = { ["4"] = { verdict = "in_progress", num = 0 }, ["7"] = { verdict = "missed", num = 9 } },
      own = { ["Điểm trừ"] = 30 },
      params = { ["4.classes"] = "0" }, row = { num = 0, den = 150 }, verdict = "missed" },
    { row = { num = 800, den = 1000 }, target = "80 %", verdict = "met" },
    { row = { num = 679, den = 850 },  target = "80 %", verdict = "missed" },
    { row = { num = 680, den = 850 },  target = "80 %", verdict = "met" },
    { row = { num = 800, den = 1000 }, target = "80 %", reported = false, verdict = "not_reported" },
  },
}
