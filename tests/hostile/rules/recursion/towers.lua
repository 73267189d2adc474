-- expect: deadline
-- Two to the sixtieth moves.
local function move(n, a, b, c)
  if n == 0 then return end
  move(n - 1, a, c, b)
  move(n - 1, c, b, a)
end
move(60, 1, 2, 3)
