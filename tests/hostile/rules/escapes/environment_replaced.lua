-- expect: rule
-- An environment of one's own has nothing in it.
local _ENV = {}
return os.time()
