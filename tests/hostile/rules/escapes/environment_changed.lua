-- expect: rule
-- Names of the environment cannot be set.
_ENV.os = { time = function() return 0 end }
error("ESCAPED")
