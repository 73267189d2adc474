-- expect: rule
-- An escape that makes no character.
return "\u{d800}"
