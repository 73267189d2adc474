-- expect: rule
-- Nothing.
;
