-- expect: rule
-- A text that is opened and never closed.
return "met
