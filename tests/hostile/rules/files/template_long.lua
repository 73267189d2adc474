-- expect: harmless|rule|refused
-- A sentence that repeats itself many times.
local s = '{{ num }}{{ target }}'
for i = 1, 11 do s = s .. s end
return criterion {
  title = "Một quy tắc lạ", subject = "ward", reports = { "weapon_case" }, target = "4.3.most", counts = "vụ",
  target_says = "{{ target }}", measure = { of = "weapon_case", date = "on_date" }, judge = at_most, says = s,
  examples = { { row = { num = 0 }, target = "0", verdict = "met" } },
}
