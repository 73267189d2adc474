-- expect: rule
-- Tables have no order.
return {} < {} and "met" or "missed"
