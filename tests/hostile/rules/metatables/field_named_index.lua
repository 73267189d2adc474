-- expect: harmless
-- A field of that name is only a field.
local t = { __index = math, __gc = type, __mode = "k", __close = type, __lt = type }
if t.floor then error("ESCAPED") end
return "met"
