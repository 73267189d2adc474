-- expect: memory|deadline
-- Ten thousand times ten thousand.
local m = {}
for i = 1, 10000 do
  m[i] = {}
  for j = 1, 10000 do m[i][j] = 0 end
end
