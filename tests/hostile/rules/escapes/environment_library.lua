-- expect: rule
-- The environment by its own name.
return _ENV.os
