-- expect: memory|deadline
-- A large constructor, again and again.
local t = {}
while true do t[#t + 1] = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, a = 1, b = 2, c = 3, d = 4 } end
