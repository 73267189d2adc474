-- expect: harmless
-- Nor put in another order.
table.sort(math)
return "met"
