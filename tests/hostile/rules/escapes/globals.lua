-- expect: rule
-- All names at once.
return _G.os
