-- expect: rule
-- A frozen table cannot be closed either.
local x <close> = math
error("ESCAPED")
