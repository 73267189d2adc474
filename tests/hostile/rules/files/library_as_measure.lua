-- expect: refused|rule
-- A library as the measure.
return criterion {
  title = "Một quy tắc lạ", subject = "ward", reports = { "weapon_case" }, target = "4.3.most", counts = "vụ",
  target_says = "{{ target }}", measure = math, judge = at_most, says = "{{ num }}",
  examples = { { row = { num = 0 }, target = "0", verdict = "met" } },
}
