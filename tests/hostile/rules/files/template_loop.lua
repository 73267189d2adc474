-- expect: refused
-- A sentence with loops in loops over what is no list.
return criterion {
  title = "Một quy tắc lạ", subject = "ward", reports = { "weapon_case" }, target = "4.3.most", counts = "vụ",
  target_says = "{{ target }}", measure = { of = "weapon_case", date = "on_date" }, judge = at_most, says = "{% for a in num %}{% for b in num %}x{% endfor %}{% endfor %}",
  examples = { { row = { num = 0 }, target = "0", verdict = "met" } },
}
