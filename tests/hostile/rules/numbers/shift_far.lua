-- expect: harmless
-- Shifts farther than the word.
if 1 << 64 ~= 0 or 1 << -64 ~= 0 or 1 << math.mininteger ~= 0 then error("ESCAPED") end
return "met"
