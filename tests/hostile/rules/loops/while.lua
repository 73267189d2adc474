-- expect: deadline
-- The plainest loop.
while true do end
