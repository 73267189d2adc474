-- expect: harmless|rule
-- NaN is neither less nor more.
table.sort({ 0 / 0, 1, 0 / 0, 2 })
return "met"
