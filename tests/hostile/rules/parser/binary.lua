-- expect: rule
-- What begins like bytecode.
return Lua
