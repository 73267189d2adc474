#include "script/library.h"

#include "script/budget.h"
#include "script/rule_error.h"

#include <lauxlib.h>

#include <stdbool.h>
#include <string.h>

/* Goes on as upvalue 1, in the same frame: its errors then name the rule's line. */
static int call_original(lua_State *lua)
{
    return lua_tocfunction(lua, lua_upvalueindex(1))(lua);
}

enum { NUMBER, TEXT, BOOLEAN };

static int kind_of(lua_State *lua, int index)
{
    int type = lua_type(lua, index);
    return type == LUA_TNUMBER ? NUMBER : type == LUA_TSTRING ? TEXT : BOOLEAN;
}

/* By bytes, not by the machine's language as Lua compares. */
static bool text_less(lua_State *lua)
{
    size_t a_len, b_len;
    const char *a = lua_tolstring(lua, 1, &a_len), *b = lua_tolstring(lua, 2, &b_len);
    int order = memcmp(a, b, a_len < b_len ? a_len : b_len);
    return order ? order < 0 : a_len < b_len;
}

/* The order of pairs, as the comparison that Lua's sort calls. */
static int key_less(lua_State *lua)
{
    int a = kind_of(lua, 1), b = kind_of(lua, 2);
    bool less = a < b;
    if (a == b)
        less = a == NUMBER ? lua_compare(lua, 1, 2, LUA_OPLT)
               : a == TEXT ? text_less(lua)
                           : lua_toboolean(lua, 1) < lua_toboolean(lua, 2);
    lua_pushboolean(lua, less);
    return 1;
}

/* The iterator: upvalues table, sorted keys, position. */
static int next_pair(lua_State *lua)
{
    lua_Integer position = lua_tointeger(lua, lua_upvalueindex(3)) + 1;
    lua_pushinteger(lua, position);
    lua_replace(lua, lua_upvalueindex(3));
    if (lua_rawgeti(lua, lua_upvalueindex(2), position) == LUA_TNIL)
        return 1;
    lua_pushvalue(lua, -1);
    lua_rawget(lua, lua_upvalueindex(1));
    return 2;
}

int library_pairs(lua_State *lua)
{
    luaL_checktype(lua, 1, LUA_TTABLE);
    lua_settop(lua, 1);
    if (luaL_getmetafield(lua, 1, LIBRARY_REAL) != LUA_TNIL)
        lua_replace(lua, 1);
    lua_newtable(lua); /* table, keys */
    lua_Integer count = 0;
    lua_pushnil(lua);
    while (lua_next(lua, 1)) {
        lua_pop(lua, 1);
        int type = lua_type(lua, -1);
        if (type != LUA_TNUMBER && type != LUA_TSTRING && type != LUA_TBOOLEAN)
            return complain(lua, "khóa của bảng phải là chữ hoặc số",
                            "a table's keys must be texts or numbers");
        lua_pushvalue(lua, -1);
        lua_rawseti(lua, 2, ++count);
    }
    budget_charge(lua, 20 * count + 1);
    lua_pushvalue(lua, lua_upvalueindex(1));
    lua_pushvalue(lua, 2);
    lua_pushcfunction(lua, key_less);
    lua_call(lua, 2, 0);
    lua_pushinteger(lua, 0);
    lua_pushcclosure(lua, next_pair, 3);
    return 1;
}

int library_tostring(lua_State *lua)
{
    luaL_checkany(lua, 1);
    lua_settop(lua, 1);
    switch (lua_type(lua, 1)) {
    case LUA_TNIL:
    case LUA_TBOOLEAN:
    case LUA_TNUMBER:
    case LUA_TSTRING:
        luaL_tolstring(lua, 1, NULL);
        break;
    default:
        lua_pushstring(lua, luaL_typename(lua, 1));
    }
    return 1;
}

static lua_Integer text_cost(lua_State *lua)
{
    lua_Integer cost = 1;
    for (int i = 1; i <= lua_gettop(lua); i++)
        if (lua_type(lua, i) == LUA_TSTRING)
            cost += (lua_Integer)lua_rawlen(lua, i) / 16;
    return cost;
}

int library_tonumber(lua_State *lua)
{
    budget_charge(lua, text_cost(lua));
    return call_original(lua);
}

/* Lua's format shows addresses with %p, and with %s of a table; widths it limits itself. */
int library_format(lua_State *lua)
{
    budget_charge(lua, text_cost(lua));
    const char *format = luaL_checkstring(lua, 1);
    int argument = 1;
    while ((format = strchr(format, '%'))) {
        format++;
        format += strspn(format, "-+ #0123456789.");
        if (!*format || !strchr("difs%", *format))
            return complain(lua, "string.format chỉ nhận %%d %%f %%s",
                            "string.format takes only %%d %%f %%s");
        argument += *format != '%';
        int type = lua_type(lua, argument);
        if (*format == 's' && type != LUA_TSTRING && type != LUA_TNUMBER && type != LUA_TBOOLEAN)
            return complain(lua, "%%s của string.format cần chữ hoặc số",
                            "%%s of string.format needs a text or a number");
        format++;
    }
    return call_original(lua);
}

int library_table(lua_State *lua)
{
    luaL_checktype(lua, 1, LUA_TTABLE);
    budget_charge(lua, (lua_Integer)lua_rawlen(lua, 1) + 1);
    return call_original(lua);
}

/* Comparing two long texts that begin alike takes as long as they are. */
static lua_Integer sort_cost(lua_State *lua)
{
    lua_Integer len = (lua_Integer)lua_rawlen(lua, 1), cost = 20 * len + 1;
    for (lua_Integer i = 1; i <= len; i++) {
        if (lua_rawgeti(lua, 1, i) == LUA_TSTRING)
            cost += 20 * (lua_Integer)(lua_rawlen(lua, -1) / 64);
        lua_pop(lua, 1);
    }
    return cost;
}

int library_sort(lua_State *lua)
{
    luaL_checktype(lua, 1, LUA_TTABLE);
    budget_charge(lua, sort_cost(lua));
    return call_original(lua);
}
