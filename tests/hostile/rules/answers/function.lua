-- expect: rule
-- Nor is a function.
return function() return "met" end
