-- expect: rule
-- A list longer than any.
local t = {}
for i = 1, 50000 do t[i] = 'x' end
return criterion {
  title = "Một quy tắc lạ", subject = "ward", reports = t, target = "4.3.most", counts = "vụ",
  target_says = "{{ target }}", measure = { of = "weapon_case", date = "on_date" }, judge = at_most, says = "{{ num }}",
  examples = { { row = { num = 0 }, target = "0", verdict = "met" } },
}
