-- expect: rule
-- Elements that are not there.
return table.concat({}, "x", 1, math.maxinteger)
