-- expect: rule
-- Writes where the worker's answer goes.
print("ESCAPED")
