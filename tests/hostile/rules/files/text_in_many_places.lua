-- expect: rule
-- One text of 64 kB at nine thousand places.
local s, t = 'x', {}
for i = 1, 16 do s = s .. s end
for i = 1, 9000 do t[i] = s end
return criterion {
  title = "Một quy tắc lạ", subject = "ward", reports = t, target = "4.3.most", counts = "vụ",
  target_says = "{{ target }}", measure = { of = "weapon_case", date = "on_date" }, judge = at_most, says = "{{ num }}",
  examples = { { row = { num = 0 }, target = "0", verdict = "met" } },
}
