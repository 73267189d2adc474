-- expect: refused|harmless
-- An aggregate, where each row counts for itself.
return criterion {
  title = "Một quy tắc lạ", subject = "ward", reports = { "weapon_case" }, target = "4.3.most", counts = "vụ",
  target_says = "{{ target }}", measure = { of = "weapon_case", date = "on_date", num = "count(*)" }, judge = at_most, says = "{{ num }}",
  examples = { { row = { num = 0 }, target = "0", verdict = "met" } },
}
