-- expect: harmless
-- Integers go round.
if math.maxinteger + 1 ~= math.mininteger then error("ESCAPED") end
return "met"
