-- expect: rule
-- What a judge is given, it only reads.
target.num = 0
error("ESCAPED")
