-- expect: rule|memory|deadline
-- The comparison sorts, too.
local function less(a, b)
  table.sort({ 1, 2, 3 }, less)
  return a < b
end
table.sort({ 3, 2, 1 }, less)
