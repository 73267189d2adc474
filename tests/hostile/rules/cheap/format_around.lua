-- expect: deadline
-- Writes the same number without end.
while true do local s = string.format("%d", 7) end
