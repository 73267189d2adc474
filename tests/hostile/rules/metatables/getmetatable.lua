-- expect: rule
-- Not even to look at.
return getmetatable("").__index.rep("x", 10)
