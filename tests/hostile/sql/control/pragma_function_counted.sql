-- expect: rule
-- Counted only.
SELECT count(*) FROM pragma_function_list
