-- expect: rule
-- More values than there is room.
return table.unpack({}, 1, 1e8)
