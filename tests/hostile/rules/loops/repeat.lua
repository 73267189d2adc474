-- expect: deadline
-- With a condition that never holds.
repeat local x = num until x == nil
