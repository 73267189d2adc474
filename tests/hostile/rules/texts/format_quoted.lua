-- expect: rule
-- %q writes anything.
return string.format("%q", "x")
