-- expect: rule
-- Walks in the order of addresses.
return next({})
