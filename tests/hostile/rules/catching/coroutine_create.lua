-- expect: rule
-- So has one made in two steps.
local c = coroutine.create(function() end)
