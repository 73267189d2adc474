-- expect: rule
-- Catches the end of the budget.
pcall(function() while true do end end)
error("ESCAPED")
