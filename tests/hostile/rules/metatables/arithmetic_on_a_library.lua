-- expect: rule
-- No __add there.
return math + 1
