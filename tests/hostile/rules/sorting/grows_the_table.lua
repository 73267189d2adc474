-- expect: harmless
-- The table grows while it is sorted.
local t = { 3, 2, 1 }
table.sort(t, function(a, b) t[#t + 1] = #t return a < b end)
return "met"
