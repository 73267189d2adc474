-- luacheck: những tên mà quy tắc được dùng, và không tên nào khác · the names that rules may use, and no others
std = {
  read_globals = {
    "criterion", "share_at_least", "share_above", "at_most", "at_least", "at_least_by_end",
    "assert", "error", "ipairs", "pairs", "select", "tonumber", "tostring", "type",
    math   = { fields = { "abs", "ceil", "floor", "max", "min", "tointeger", "maxinteger", "mininteger" } },
    string = { fields = { "format", "len", "sub" } },
    table  = { fields = { "concat", "insert", "remove", "sort", "unpack" } },
  },
}
max_line_length = 160
