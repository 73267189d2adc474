-- expect: harmless
-- What pairs gives of a library are its allowed functions.
for k, v in pairs(math) do
  if k == "random" or k == "randomseed" then error("ESCAPED") end
end
return "met"
