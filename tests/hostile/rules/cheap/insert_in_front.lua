-- expect: deadline
-- Moves all elements for each new one.
local t = {}
for i = 1, 60000 do table.insert(t, 1, i) end
for i = 1, 60000 do table.insert(t, 1, i) table.remove(t, 1) end
