#include "script/sandbox.h"

#include "base/array.h"
#include "base/text.h"
#include "script/library.h"
#include "script/rule_error.h"

#include <lauxlib.h>
#include <lualib.h>

enum { KNOWN_MAX = 64 };

static const char declared; /* its address is the registry's key for the table given to `declare` */

enum library { BASE, MATH, STRING, TABLE, LIBRARIES };
static const char *const libraries[LIBRARIES] = {"_G", "math", "string", "table"};
static const lua_CFunction openers[LIBRARIES] = {luaopen_base, luaopen_math, luaopen_string, luaopen_table};

/* The list. A function is Lua's own, or ours; ours may stand around one of Lua's, which it gets as upvalue.
 */
static const struct {
    enum library library;
    const char *name;
    lua_CFunction own;
    enum library original_library;
    const char *original;
} functions[] = {
    {BASE, "assert", NULL, BASE, "assert"},
    {BASE, "error", NULL, BASE, "error"},
    {BASE, "ipairs", NULL, BASE, "ipairs"},
    {BASE, "pairs", library_pairs, TABLE, "sort"},
    {BASE, "select", NULL, BASE, "select"},
    {BASE, "tonumber", library_tonumber, BASE, "tonumber"},
    {BASE, "tostring", library_tostring, BASE, NULL},
    {BASE, "type", NULL, BASE, "type"},
    {MATH, "abs", NULL, MATH, "abs"},
    {MATH, "ceil", NULL, MATH, "ceil"},
    {MATH, "floor", NULL, MATH, "floor"},
    {MATH, "max", NULL, MATH, "max"},
    {MATH, "min", NULL, MATH, "min"},
    {MATH, "tointeger", NULL, MATH, "tointeger"},
    {MATH, "maxinteger", NULL, MATH, "maxinteger"},
    {MATH, "mininteger", NULL, MATH, "mininteger"},
    {STRING, "format", library_format, STRING, "format"},
    {STRING, "len", NULL, STRING, "len"},
    {STRING, "sub", NULL, STRING, "sub"},
    {TABLE, "concat", library_table, TABLE, "concat"},
    {TABLE, "insert", library_table, TABLE, "insert"},
    {TABLE, "remove", library_table, TABLE, "remove"},
    {TABLE, "sort", library_sort, TABLE, "sort"},
    {TABLE, "unpack", library_table, TABLE, "unpack"},
};

/* Names of Lua that a rule has not; the others are taken for mistyped ones. */
static const char *const refused[] = {
    "_G",       "collectgarbage", "coroutine", "debug",   "dofile",       "getmetatable", "io",    "load",
    "loadfile", "loadstring",     "next",      "os",      "package",      "pcall",        "print", "rawequal",
    "rawget",   "rawlen",         "rawset",    "require", "setmetatable", "utf8",         "warn",  "xpcall",
};

/* Collects the keys of the table at `index` that are texts; they stay in the table, so they stay valid. */
static size_t known_names(lua_State *lua, int index, const char *known[KNOWN_MAX])
{
    size_t len = 0;
    lua_pushnil(lua);
    while (lua_next(lua, index)) { /* key, value */
        if (lua_type(lua, -2) == LUA_TSTRING && len < KNOWN_MAX)
            known[len++] = lua_tostring(lua, -2);
        lua_pop(lua, 1);
    }
    return len;
}

/* __index of a frozen table: (stand-in, key); upvalues: the real table, what it is ("" = the globals). */
static int frozen_index(lua_State *lua)
{
    lua_settop(lua, 2);
    lua_pushvalue(lua, 2);
    if (lua_rawget(lua, lua_upvalueindex(1)) != LUA_TNIL || lua_type(lua, 2) != LUA_TSTRING)
        return 1;
    const char *what = lua_tostring(lua, lua_upvalueindex(2)), *name = lua_tostring(lua, 2),
               *known[KNOWN_MAX];
    if (!*what && text_place(name, refused, LEN(refused)) >= 0)
        return complain(lua, "“%s” không dùng được trong quy tắc: quy tắc chỉ so sánh số liệu được giao",
                        "“%s” is not there for rules: a rule only compares the figures it is given", name);
    lua_pushvalue(lua, lua_upvalueindex(1));
    size_t len = known_names(lua, lua_gettop(lua), known);
    const char *near = text_nearest(name, known, len);
    if (!*what)
        return complain_near(lua, near, "không có tên “%s”", "there is no name “%s”", name);
    return complain_near(lua, near, "“%s” không có “%s”", "“%s” has no “%s”", what, name);
}

static int frozen_assign(lua_State *lua)
{
    const char *what = lua_tostring(lua, lua_upvalueindex(1));
    const char *name = lua_type(lua, 2) == LUA_TSTRING ? lua_tostring(lua, 2) : "?";
    if (*what)
        return complain(lua, "không được sửa “%s”", "“%s” cannot be changed", what);
    return complain(lua, "biến “%s” chưa khai báo; viết local %s = …",
                    "variable “%s” is not declared; write local %s = …", name, name);
}

static int frozen_len(lua_State *lua)
{
    lua_pushinteger(lua, (lua_Integer)lua_rawlen(lua, lua_upvalueindex(1)));
    return 1;
}

void sandbox_freeze(lua_State *lua, const char *what)
{
    int real = lua_gettop(lua);
    lua_newtable(lua);          /* real, stand-in */
    lua_createtable(lua, 0, 4); /* real, stand-in, meta */
    lua_pushvalue(lua, real);
    lua_pushstring(lua, what);
    lua_pushcclosure(lua, frozen_index, 2);
    lua_setfield(lua, -2, "__index");
    lua_pushstring(lua, what);
    lua_pushcclosure(lua, frozen_assign, 1);
    lua_setfield(lua, -2, "__newindex");
    lua_pushvalue(lua, real);
    lua_pushcclosure(lua, frozen_len, 1);
    lua_setfield(lua, -2, "__len");
    lua_pushvalue(lua, real);
    lua_setfield(lua, -2, LIBRARY_REAL); /* for pairs */
    lua_setmetatable(lua, -2);
    lua_remove(lua, real); /* stand-in */
}

/* declare { … }: marks the table and gives it back. */
static int declare(lua_State *lua)
{
    if (lua_gettop(lua) != 1 || !lua_istable(lua, 1))
        return complain(lua, "viết một bảng { … } ngay sau tên này", "write one table { … } after this name");
    lua_rawsetp(lua, LUA_REGISTRYINDEX, &declared);
    lua_rawgetp(lua, LUA_REGISTRYINDEX, &declared);
    return 1;
}

void sandbox_push_declared(lua_State *lua)
{
    lua_rawgetp(lua, LUA_REGISTRYINDEX, &declared);
}

/* Pushes Lua's libraries, LIBRARIES of them; they are thrown away when the list has been filled. */
static void open_libraries(lua_State *lua)
{
    for (int i = 0; i < LIBRARIES; i++)
        luaL_requiref(lua, libraries[i], openers[i], 0);
    lua_pushliteral(lua, "");
    lua_pushnil(lua);
    lua_setmetatable(lua, -2); /* texts have no methods: ("x"):rep(…) is no way round the list */
    lua_pop(lua, 1);
}

/* Drops every other reference to them: the globals and package.loaded. */
static void forget_libraries(lua_State *lua)
{
    lua_newtable(lua);
    lua_rawseti(lua, LUA_REGISTRYINDEX, LUA_RIDX_GLOBALS);
    lua_pushnil(lua);
    lua_setfield(lua, LUA_REGISTRYINDEX, LUA_LOADED_TABLE);
}

/* Lua's libraries stand from `original` on the stack, the tables to fill from `list` on. */
static void add_functions(lua_State *lua, int original, int list)
{
    for (size_t i = 0; i < LEN(functions); i++) {
        if (functions[i].original)
            lua_getfield(lua, original + (int)functions[i].original_library, functions[i].original);
        if (functions[i].own)
            lua_pushcclosure(lua, functions[i].own, functions[i].original != NULL);
        lua_setfield(lua, list + (int)functions[i].library, functions[i].name);
    }
}

static void add_words(lua_State *lua, const struct script_words *words, int env)
{
    for (size_t i = 0; i < words->len; i++) {
        lua_pushstring(lua, words->names[i]);
        lua_setfield(lua, env, words->names[i]);
    }
    lua_pushcfunction(lua, declare);
    lua_setfield(lua, env, words->declare);
}

void sandbox_push(lua_State *lua, const struct script_words *words)
{
    luaL_checkstack(lua, 20, NULL);
    int original = lua_gettop(lua) + 1, list = original + LIBRARIES;
    open_libraries(lua); /* Lua's libraries */
    for (int i = 0; i < LIBRARIES; i++)
        lua_newtable(lua); /* Lua's libraries, the list's */
    add_functions(lua, original, list);
    add_words(lua, words, list + BASE);
    for (int i = MATH; i < LIBRARIES; i++) {
        lua_pushvalue(lua, list + i);
        sandbox_freeze(lua, libraries[i]);
        lua_setfield(lua, list + BASE, libraries[i]);
    }
    lua_settop(lua, list + BASE);
    sandbox_freeze(lua, ""); /* Lua's libraries, frozen globals */
    lua_replace(lua, original);
    lua_settop(lua, original); /* frozen globals */
    forget_libraries(lua);
}
