-- expect: rule
-- Verdicts are written small.
return "MET"
