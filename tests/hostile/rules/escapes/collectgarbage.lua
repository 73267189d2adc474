-- expect: rule
-- Stops the collector, or asks it.
collectgarbage("stop")
error("ESCAPED")
