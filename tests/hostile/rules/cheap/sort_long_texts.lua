-- expect: deadline|memory
-- Each comparison in the sort is long, and the sort is one call.
local t = {}
for i = 1, 14 do
  local s = "x"
  for j = 1, 19 do s = s .. s end
  t[i] = s .. i
end
while true do table.sort(t) end
