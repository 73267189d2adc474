/*
 * What the fences around a rule cost: a judge asked again and again, as C compares it, in a bare Lua, in a Lua
 * with the count hook, with the counting allocator, with both, and through the room as rules run.
 */
#include "bench.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/err.h"
#include "base/value.h"
#include "script/budget.h"
#include "script/script.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <lauxlib.h>

static int64_t asked; /* how often a pass asks */

/* The comparison of contest.md §4 as a rule would write it; and one that makes a string, so that memory is asked for. */
static const char source[] = "function judge(num, den, target)\n"
                             "  if num * target.den >= target.num * den then return 'met' end\n"
                             "  return 'missed'\n"
                             "end\n"
                             "function writes(num, den, target)\n"
                             "  local text = 'so ' .. num .. ' tren ' .. den\n"
                             "  if #text > 3 then return 'met' end\n"
                             "  return 'missed'\n"
                             "end\n"
                             "function loops(num, den, target)\n"
                             "  local sum = 0\n"
                             "  for i = 1, 100 do sum = sum + i % 7 end\n"
                             "  if sum * target.den >= 0 then return 'met' end\n"
                             "  return 'missed'\n"
                             "end\n";

struct bare {
    lua_State *lua;
    const char *function;
};

static volatile int64_t met; /* so that nothing is left out as useless */

static void compare_in_c(void *context)
{
    const int64_t *target = context;
    for (int64_t i = 0; i < asked; i++)
        met += (i % 100) * target[1] >= target[0] * 99;
}

static void ask_bare(void *context)
{
    const struct bare *bare = context;
    lua_State *lua = bare->lua;
    lua_getglobal(lua, bare->function);
    lua_getglobal(lua, "target");
    for (int64_t i = 0; i < asked; i++) {
        lua_pushvalue(lua, -2);
        lua_pushinteger(lua, i % 100);
        lua_pushinteger(lua, 99);
        lua_pushvalue(lua, -4);
        if (lua_pcall(lua, 3, 1, 0) != LUA_OK)
            bench_fail("%s", lua_tostring(lua, -1));
        met += lua_tostring(lua, -1)[1] == 'e';
        lua_pop(lua, 1);
    }
    lua_pop(lua, 2);
}

static void ask_script(void *context)
{
    char answer[SCRIPT_ANSWER_MAX];
    struct err err = {0};
    for (int64_t i = 0, den = 99; i < asked; i++) {
        if (!script_ask(context, i % 100, &den, answer, &err))
            bench_fail("%s", err.en);
        met += answer[1] == 'e';
    }
}

/* Limits that are never reached: the counting is the cost. */
static const struct script_limits wide = {(size_t)1 << 30, INT64_MAX / 4, 1000 * 1000};

/* As lauxlib's: what a state takes that nobody counts. The budget hangs beside it, for the hook. */
static void *uncounted(void *budget, void *block, size_t old_size, size_t size)
{
    (void)budget;
    (void)old_size;
    if (size > 0)
        return realloc(block, size);
    free(block);
    return NULL;
}

static lua_State *make_bare(bool hook, bool allocator)
{
    struct budget *budget = calloc(1, sizeof *budget); /* for as long as the program runs, as the state */
    if (!budget)
        bench_fail("out of memory");
    budget_init(budget, &wide);
    lua_State *lua = lua_newstate(allocator ? budget_alloc : uncounted, budget);
    if (!lua || luaL_dostring(lua, source) != LUA_OK)
        bench_fail("no Lua state");
    lua_createtable(lua, 0, 2);
    lua_pushinteger(lua, 80);
    lua_setfield(lua, -2, "num");
    lua_pushinteger(lua, 100);
    lua_setfield(lua, -2, "den");
    lua_setglobal(lua, "target");
    if (hook)
        budget_watch(lua);
    return lua;
}

static struct script *make_script(struct arena *arena)
{
    static const struct script_words words = {"criterion", NULL, 0};
    static const char rule[] = "return criterion { judge = function(num, den, target)\n"
                               "  if num * target.den >= target.num * den then return 'met' end\n"
                               "  return 'missed'\n"
                               "end }\n";
    struct err err = {0};
    struct value *target = value_map(arena), *table;
    value_set_int(target, "num", 80);
    value_set_int(target, "den", 100);
    const struct script_constant constants[] = {{"target", target}};
    struct script *script = script_create(&wide, "bench.lua", &words, &err);
    if (!script || !script_run(script, arena, rule, strlen(rule), &table, &err) ||
        !script_prepare(script, "judge", constants, 1, &err))
        bench_fail("%s", err.en);
    return script;
}

void bench_script(int count, char **words)
{
    static int64_t target[] = {80, 100};
    static const char *const functions[] = {"judge", "writes", "loops"};
    static const char *const fences[] = {"bare", "hook", "allocator", "hook and allocator"};
    static struct bare bare[LEN(functions)][LEN(fences)];
    static char names[LEN(functions)][LEN(fences)][40];
    static struct way ways[2 + LEN(functions) * LEN(fences)];
    struct arena *arena = arena_create();
    struct script *script = make_script(arena);
    size_t len = 0;
    (void)count;
    asked = atoll(words[0]);
    ways[len++] = (struct way){"judge in C", compare_in_c, target, (size_t)asked};
    ways[len++] = (struct way){"judge in a rule's state", ask_script, script, (size_t)asked};
    for (size_t i = 0; i < LEN(fences); i++) {
        lua_State *lua = make_bare(i & 1, i & 2);
        for (size_t f = 0; f < LEN(functions); f++) {
            snprintf(names[f][i], sizeof names[f][i], "%s, %s", functions[f], fences[i]);
            bare[f][i] = (struct bare){lua, functions[f]};
            ways[len++] = (struct way){names[f][i], ask_bare, &bare[f][i], (size_t)asked};
        }
    }
    bench_run(ways, len, atoi(words[1]));
    script_destroy(script);
    arena_destroy(arena);
}
