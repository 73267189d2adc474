-- expect: rule|harmless
-- A comparison that changes its mind.
local n, t = 0, {}
for i = 1, 2000 do t[i] = i end
table.sort(t, function() n = n * 1103515245 + 12345 return n % 3 == 0 end)
return "met"
