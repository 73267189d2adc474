-- expect: rule
-- The same data give the same verdict.
return math.random() < 0.5 and "met" or "missed"
