-- expect: rule
-- An escape that there is not.
return "\u{7fffffff}\q"
