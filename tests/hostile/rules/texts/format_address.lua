-- expect: rule
-- %p shows where things lie in memory.
return string.format("%p", {})
