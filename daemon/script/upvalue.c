#include "script/upvalue.h"

#include "script/budget.h"
#include "script/rule_error.h"

#include <lauxlib.h>

#include <stdbool.h>
#include <string.h>

/* Tables and functions reached through one upvalue, each looked through once: rules hold rings, too. */
enum { REACHED_MAX = 256 };

struct walk {
    lua_State *lua;
    uint64_t print;
    const void *reached[REACHED_MAX];
    int reached_len;
};

/* FNV-1a over eight bytes at a time: a rule that sought a collision would deceive only its own author. */
static void add(struct walk *walk, uint64_t word)
{
    walk->print = (walk->print ^ word) * 0x100000001b3;
}

static void add_text(struct walk *walk, const char *text, size_t len)
{
    budget_charge(walk->lua, (lua_Integer)(len / 64));
    add(walk, len);
    for (size_t i = 0; i < len; i += sizeof(uint64_t)) {
        uint64_t word = 0;
        memcpy(&word, text + i, len - i < sizeof word ? len - i : sizeof word);
        add(walk, word);
    }
}

/* Whether the table or function on the top is met for the first time. */
static bool reach(struct walk *walk)
{
    const void *what = lua_topointer(walk->lua, -1);
    add(walk, (uint64_t)(uintptr_t)what);
    for (int i = 0; i < walk->reached_len; i++)
        if (walk->reached[i] == what)
            return false;
    if (walk->reached_len == REACHED_MAX)
        complain(walk->lua, "hàm dùng quá nhiều bảng và hàm bên ngoài nó (trên %d)",
                 "the function uses too many tables and functions from outside it (over %d)", REACHED_MAX);
    walk->reached[walk->reached_len++] = what;
    return true;
}

static void add_top(struct walk *walk);

static void add_table(struct walk *walk)
{
    lua_pushnil(walk->lua);
    while (lua_next(walk->lua, -2)) { /* raw: of a frozen table nothing is seen, and nothing runs */
        budget_charge(walk->lua, 1);
        add_top(walk);
        lua_pop(walk->lua, 1);
        add_top(walk);
    }
}

static void add_function(struct walk *walk)
{
    for (int i = 1; !lua_iscfunction(walk->lua, -1) && lua_getupvalue(walk->lua, -1, i); i++) {
        add_top(walk);
        lua_pop(walk->lua, 1);
    }
}

/* Adds the value on the top of the stack and leaves it there. */
static void add_top(struct walk *walk)
{
    lua_State *lua = walk->lua;
    int type = lua_type(lua, -1);
    const char *text;
    lua_Number number;
    size_t len;
    luaL_checkstack(lua, 4, NULL);
    add(walk, (uint64_t)type);
    switch (type) {
    case LUA_TSTRING:
        text = lua_tolstring(lua, -1, &len);
        add_text(walk, text, len);
        break;
    case LUA_TNUMBER:
        number = lua_tonumber(lua, -1);
        add(walk, lua_isinteger(lua, -1) ? (uint64_t)lua_tointeger(lua, -1) : 0);
        add_text(walk, (const char *)&number, sizeof number);
        break;
    case LUA_TBOOLEAN:
        add(walk, (uint64_t)lua_toboolean(lua, -1));
        break;
    case LUA_TTABLE:
        if (reach(walk))
            add_table(walk);
        break;
    case LUA_TFUNCTION:
        if (reach(walk))
            add_function(walk);
        break;
    }
}

/* The print of what is on the top. */
static uint64_t print_of_top(lua_State *lua)
{
    struct walk walk; /* not all zero: what was reached is long, and mostly unused */
    walk.lua = lua;
    walk.print = 0xcbf29ce484222325;
    walk.reached_len = 0;
    add_top(&walk);
    return walk.print;
}

void upvalue_note(lua_State *lua, int index, struct upvalues *ret_held)
{
    index = lua_absindex(lua, index);
    for (int i = 0; lua_getupvalue(lua, index, i + 1); i++) {
        if (i == HELD_MAX)
            complain(lua, "hàm dùng quá %d biến bên ngoài nó", "the function uses over %d variables from outside it",
                     HELD_MAX);
        ret_held->prints[i] = print_of_top(lua);
        lua_pop(lua, 1);
    }
}

void upvalue_check(lua_State *lua, int index, const struct upvalues *held)
{
    const char *name;
    index = lua_absindex(lua, index);
    for (int i = 0; (name = lua_getupvalue(lua, index, i + 1)); i++) {
        if (print_of_top(lua) != held->prints[i])
            complain(lua, "hàm đã đổi “%s”, là thứ ở bên ngoài nó: cùng một số liệu thì lần nào cũng phải cho cùng một kết quả",
                     "the function changed “%s”, which lies outside it: the same figures must get the same answer every time",
                     name);
        lua_pop(lua, 1);
    }
}
