-- expect: rule
-- A word that is no verdict.
return "perfect"
