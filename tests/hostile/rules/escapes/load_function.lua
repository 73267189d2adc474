-- expect: rule
-- More code, piece by piece.
load(function() return nil end)()
