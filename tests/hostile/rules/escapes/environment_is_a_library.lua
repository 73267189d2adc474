-- expect: rule
-- A library as the environment.
local _ENV = string
return rep("x", 9)
