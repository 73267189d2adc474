-- expect: deadline
-- The work is in the condition.
local function yes() return true end
while yes() do end
