-- expect: rule
-- Modules.
require("socket")
error("ESCAPED")
