-- expect: deadline
-- A loop that ends, in some years.
for i = 1, math.maxinteger do end
