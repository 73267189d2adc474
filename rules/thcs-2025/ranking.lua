-- Thứ hạng: điểm thi đua cao hơn đứng trước; bằng điểm thì lớp ít điểm trừ nề nếp hơn; vẫn bằng nhau thì cùng hạng.
-- Places: by points, then by fewer points deducted; who is equal in both shares the place.
return ranking {
  title = "Hạng theo điểm thi đua, bằng điểm thì theo nề nếp",
  rank = function(unit)
    if unit.incomplete or unit.class == "khong_xep" then return nil end
    return { unit.figures.points, -unit.criteria["1"].num }
  end,
  examples = {
    { first  = { class = "tot", figures = { points = 926 }, criteria = { ["1"] = { verdict = "met", num = 4 } }, incomplete = false },
      second = { class = "kha", figures = { points = 899 }, criteria = { ["1"] = { verdict = "met", num = 0 } }, incomplete = false } },
    { first  = { class = "kha", figures = { points = 899 }, criteria = { ["1"] = { verdict = "met", num = 3 } }, incomplete = false },
      second = { class = "kha", figures = { points = 899 }, criteria = { ["1"] = { verdict = "met", num = 5 } }, incomplete = false } },
    { first  = { class = "kha", figures = { points = 899 }, criteria = { ["1"] = { verdict = "met", num = 5 } }, incomplete = false },
      second = { class = "kha", figures = { points = 899 }, criteria = { ["1"] = { verdict = "met", num = 5 } }, incomplete = false }, tied = true },
    { first  = { class = "dat", figures = { points = 700 }, criteria = { ["1"] = { verdict = "missed", num = 25 } }, incomplete = false },
      second = { class = "chua_du", figures = { points = 990 }, criteria = { ["1"] = { verdict = "met", num = 0 } }, incomplete = true } },
    { first  = { class = "chua_dat", figures = { points = 500 }, criteria = { ["1"] = { verdict = "missed", num = 30 } }, incomplete = false },
      second = { class = "khong_xep", figures = { points = 0 }, criteria = { ["1"] = { verdict = "met", num = 0 } }, incomplete = false } },
  },
}
