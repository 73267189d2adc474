-- expect: harmless
-- The one integer division that overflows in C.
if math.mininteger // -1 ~= math.mininteger or math.mininteger % -1 ~= 0 then error("ESCAPED") end
return "met"
