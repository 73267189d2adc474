-- expect: harmless
-- The environment's length says nothing.
if #_ENV ~= 0 then error("ESCAPED") end
return "met"
