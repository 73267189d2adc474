-- expect: rule
-- A place outside of the table.
table.insert({ 1, 2 }, 9, 1)
