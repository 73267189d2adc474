-- expect: deadline
-- A break that is never reached.
while true do if num < 0 then break end end
