-- expect: rule
-- One file less.
DETACH main
