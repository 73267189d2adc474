-- expect: harmless
-- A comparison that always says no.
local t = {}
for i = 1, 2000 do t[i] = i end
table.sort(t, function() return false end)
return "met"
