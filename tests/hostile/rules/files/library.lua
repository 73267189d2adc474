-- expect: rule|refused
-- A library in the place of the rule.
return criterion(string)
