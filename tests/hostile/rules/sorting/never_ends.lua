-- expect: deadline
-- A comparison that never comes back.
table.sort({ 2, 1 }, function() while true do end end)
