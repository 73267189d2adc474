-- expect: rule
-- What is closed at the end would run after the error.
local x <close> = { }
error("ESCAPED")
