-- expect: rule
-- With a handler that goes on.
xpcall(function() while true do end end, function() while true do end end)
error("ESCAPED")
