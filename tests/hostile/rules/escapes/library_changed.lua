-- expect: rule
-- A library cannot be changed for the next rule.
string.format = function() return "met" end
error("ESCAPED")
