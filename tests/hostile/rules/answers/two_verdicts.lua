-- expect: harmless
-- Only the first one counts.
return "met", "missed"
