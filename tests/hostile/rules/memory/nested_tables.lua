-- expect: memory|deadline
-- Tables in tables.
local t = {}
while true do t = { t } end
