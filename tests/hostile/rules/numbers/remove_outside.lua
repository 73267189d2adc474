-- expect: rule
-- The same for taking out.
table.remove({ 1, 2 }, 9)
