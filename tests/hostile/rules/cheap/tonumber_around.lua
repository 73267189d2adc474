-- expect: deadline
-- Reads the same number without end.
while true do local n = tonumber("123456789") end
