-- expect: harmless
-- nil and false may be closed.
local x <close> = nil
return "met"
