/*
 * The functions of the sandbox that are ours, or Lua's behind a fence: each says what it costs before it is
 * done, none shows an address, and pairs goes in one order on every machine.
 */
#ifndef SCRIPT_LIBRARY_H
#define SCRIPT_LIBRARY_H

#include <lua.h>

#define LIBRARY_REAL "real" /* metatable field of a frozen table's stand-in: the table behind it */

int library_tostring(lua_State *lua); /* tables and functions as "table", "function" */

/* Around Lua's own function, which is upvalue 1. */
int library_pairs(lua_State *lua); /* with table.sort: numbers ascending, texts by bytes, false, true */
int library_tonumber(lua_State *lua);
int library_format(lua_State *lua); /* only %d %i %f %s %% */
int library_table(lua_State *lua);  /* concat, insert, remove, unpack */
int library_sort(lua_State *lua);

#endif
