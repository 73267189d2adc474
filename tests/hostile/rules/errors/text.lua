-- expect: rule
-- A plain error.
error("hỏng")
