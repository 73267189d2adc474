-- expect: rule
-- A coroutine has a hook of its own.
coroutine.wrap(function() while true do end end)()
