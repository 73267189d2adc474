/*
 * Values in, values out: struct value to Lua and back, checked at the border. What comes from a rule is
 * limited in depth, number and length, must be UTF-8 and finite, and is either a list or a map.
 */
#ifndef SCRIPT_LUA_VALUE_H
#define SCRIPT_LUA_VALUE_H

#include <lua.h>

struct arena;
struct value;

void lua_value_push(lua_State *lua, const struct value *value);
/* The value at `index`; raises when it cannot be one. Functions among the fields of the outermost table are
 * left out. */
struct value *lua_value_take(lua_State *lua, struct arena *arena, int index);

#endif
