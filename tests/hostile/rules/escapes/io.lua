-- expect: rule
-- Files.
local f = io.open("/etc/passwd")
error("ESCAPED")
