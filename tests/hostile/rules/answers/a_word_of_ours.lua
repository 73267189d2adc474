-- expect: rule
-- A verdict that only the daemon gives.
return "not_reported"
