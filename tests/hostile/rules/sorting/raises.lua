-- expect: rule
-- A comparison that fails.
table.sort({ 2, 1 }, function() error("hỏng") end)
