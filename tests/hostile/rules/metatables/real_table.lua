-- expect: rule
-- The name under which pairs finds what is behind a frozen table is not a field of it.
if math.real then error("ESCAPED") end
