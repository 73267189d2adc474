-- expect: refused
-- A function as a text.
return criterion {
  title = function() return 'x' end, subject = "ward", reports = { "weapon_case" }, target = "4.3.most", counts = "vụ",
  target_says = "{{ target }}", measure = { of = "weapon_case", date = "on_date" }, judge = at_most, says = "{{ num }}",
  examples = { { row = { num = 0 }, target = "0", verdict = "met" } },
}
