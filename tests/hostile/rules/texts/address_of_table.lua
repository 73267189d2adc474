-- expect: harmless
-- tostring of a table is a word.
if tostring({}) ~= "table" or tostring(type) ~= "function" then error("ESCAPED") end
return "met"
