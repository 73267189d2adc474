-- expect: harmless
-- A table of one element far out takes no room.
local t = {}
t[1 << 60] = 1
return "met"
