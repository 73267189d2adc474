#include "script/trace.h"

#include "base/memory.h"
#include "script/budget.h"
#include "script/script_limits.h"

#include <stdlib.h>

enum { ACTIVE = 1, REACHED = 2 };

struct trace {
    int last;
    unsigned char lines[SCRIPT_SOURCE_MAX + 2]; /* no file has more lines than bytes */
};

static struct trace *trace_of(lua_State *lua)
{
    return *(struct trace **)lua_getextraspace(lua);
}

static void note(struct trace *trace, int line, int what)
{
    if (line <= 0 || line > SCRIPT_SOURCE_MAX)
        return;
    trace->lines[line] |= (unsigned char)what;
    trace->last = line > trace->last ? line : trace->last;
}

/* The table of lines that lua_getinfo has pushed; popped. */
static void take_active_lines(lua_State *lua)
{
    if (lua_istable(lua, -1)) {
        lua_pushnil(lua);
        while (lua_next(lua, -2)) {
            note(trace_of(lua), (int)lua_tointeger(lua, -2), ACTIVE);
            lua_pop(lua, 1);
        }
    }
    lua_pop(lua, 1);
}

void trace_add_function(lua_State *lua)
{
    lua_Debug about;
    if (!lua_isfunction(lua, -1) || lua_iscfunction(lua, -1))
        return;
    lua_pushvalue(lua, -1);
    lua_getinfo(lua, ">L", &about);
    take_active_lines(lua);
}

/* A function that nobody calls still stands in a local of the one that made it (looked at on every line: a file ends
 * with a tail call, after which its locals are gone). */
static void add_locals(lua_State *lua, lua_Debug *at)
{
    for (int i = 1; lua_getlocal(lua, at, i); i++) {
        trace_add_function(lua);
        lua_pop(lua, 1);
    }
}

static void hook(lua_State *lua, lua_Debug *at)
{
    if (at->event == LUA_HOOKCOUNT) {
        budget_tick(lua);
        return;
    }
    lua_checkstack(lua, 8);
    lua_getinfo(lua, "l", at);
    note(trace_of(lua), at->currentline, REACHED);
    lua_getinfo(lua, "L", at);
    take_active_lines(lua);
    add_locals(lua, at);
}

struct trace *trace_begin(lua_State *lua)
{
    struct trace *trace = calloc(1, sizeof *trace);
    if (!trace)
        memory_out();
    *(struct trace **)lua_getextraspace(lua) = trace;
    lua_sethook(lua, hook, LUA_MASKCOUNT | LUA_MASKLINE, BUDGET_HOOK_EVERY);
    return trace;
}

bool trace_is_active(const struct trace *trace, int line)
{
    return trace->lines[line] & ACTIVE;
}

bool trace_is_reached(const struct trace *trace, int line)
{
    return trace->lines[line] & REACHED;
}

int trace_last_line(const struct trace *trace)
{
    return trace->last;
}

void trace_destroy(struct trace *trace)
{
    free(trace);
}
