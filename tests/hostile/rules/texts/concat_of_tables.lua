-- expect: rule
-- Nor does that of table.concat.
return table.concat({ {} })
