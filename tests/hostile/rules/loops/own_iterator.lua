-- expect: deadline
-- An iterator that never gives nil.
for _ in function() return 1 end do end
