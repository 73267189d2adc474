-- expect: rule
-- A comment that is opened and never closed.
return "met" --[[
