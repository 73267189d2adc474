-- expect: deadline
-- A step too small to move the counter.
for i = 1e16, 2e16, 0.5 do end
