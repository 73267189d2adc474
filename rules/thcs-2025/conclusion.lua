-- Xếp loại lớp theo điểm thi đua của kỳ (chỉ tiêu 7: tuần, tháng; 8: học kỳ, cả năm); có vi phạm nghiêm trọng thì không xếp loại tốt.
-- The class of a class: by its score, and no serious lapse for the best.
return conclusion {
  title   = "Xếp loại lớp theo điểm thi đua",
  classes = {
    { id = "tot", title = "tốt" }, { id = "kha", title = "khá" }, { id = "dat", title = "đạt" }, { id = "chua_dat", title = "chưa đạt" },
    { id = "chua_du", title = "chưa đủ số liệu" }, { id = "khong_xep", title = "không xếp loại" },
  },
  params   = { "class.tot", "class.kha", "class.dat" },
  conclude = function(unit)
    local score = unit.criteria["8"]
    if unit.period ~= "phase" and unit.period ~= "contest" then score = unit.criteria["7"] end
    local class, points = "khong_xep", 0
    local function from(share) return score.num * share.den >= share.num * score.den end
    if unit.not_reported + unit.error > 0 then class = "chua_du"
    elseif score.den and score.den > 0 then
      points = score.num * 1000 // score.den
      local serious = unit.criteria["4"]
      if from(unit.params["class.tot"]) and not (serious and (serious.num or 0) > 0) then class = "tot"
      elseif from(unit.params["class.kha"]) then class = "kha"
      elseif from(unit.params["class.dat"]) then class = "dat"
      else class = "chua_dat" end
    end
    return { class = class, met = unit.met, arose = unit.arose, points = points }
  end,
  says = "{% if points %}{{ points | le(1) }} điểm, đạt {{ met }}/{{ arose }} chỉ tiêu, {% endif %}{% if points %}xếp loại {% endif %}{{ title }}",
  examples = {
    { unit = { period = "week", met = 3, criteria = { ["7"] = { verdict = "met", num = 926, den = 1000 } } }, class = "tot",
      says = "92,6 điểm, đạt 4/4 chỉ tiêu, xếp loại tốt" },
    { unit = { period = "week", met = 2, missed = 1, criteria = { ["7"] = { verdict = "met", num = 899, den = 1000 } } }, class = "kha" },
    { unit = { period = "month", met = 2, criteria = { ["7"] = { verdict = "missed", num = 390, den = 600 } } }, class = "dat",
      says = "65,0 điểm, đạt 2/3 chỉ tiêu, xếp loại đạt" },
    { unit = { period = "week", missed = 2, criteria = { ["7"] = { verdict = "missed", num = 649, den = 1000 } } }, class = "chua_dat" },
    { unit = { period = "phase", met = 5,
               criteria = { ["8"] = { verdict = "met", num = 950, den = 1000 }, ["4"] = { verdict = "missed", num = 1 } } }, class = "kha" },
    { unit = { period = "phase", met = 5,
               criteria = { ["8"] = { verdict = "met", num = 900, den = 1000 }, ["4"] = { verdict = "met", num = 0 } } }, class = "tot" },
    { unit = { period = "phase", met = 5, not_reported = 2 }, class = "chua_du", says = "chưa đủ số liệu" },
    { unit = { period = "week", not_applicable = 3, criteria = { ["7"] = { verdict = "not_applicable", num = 0, den = 0 } } }, class = "khong_xep",
      says = "không xếp loại" },
  },
}
