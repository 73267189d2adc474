-- expect: rule
-- An error that names another place.
error("rule:99: no fault of mine", 0)
