-- expect: rule
-- An error deep in a loop.
for i = 1, 1e3 do for j = 1, 1e3 do if i * j == 998001 then error("x") end end end
