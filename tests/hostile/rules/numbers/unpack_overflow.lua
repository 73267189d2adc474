-- expect: rule
-- Limits whose distance overflows.
return table.unpack({}, math.mininteger, math.maxinteger)
