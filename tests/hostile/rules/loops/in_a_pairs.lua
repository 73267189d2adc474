-- expect: deadline
-- Walks a table again and again.
while true do for k, v in pairs { a = 1, b = 2 } do end end
