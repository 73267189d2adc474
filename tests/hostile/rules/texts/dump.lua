-- expect: rule
-- Bytecode of a function, to be changed and loaded.
return string.dump(function() end)
