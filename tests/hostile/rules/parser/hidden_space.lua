-- expect: rule
-- A space that is none.
return "met"
