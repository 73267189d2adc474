#include "script/script.h"

#include "base/err.h"
#include "base/memory.h"
#include "base/text.h"
#include "base/value.h"
#include "script/budget.h"
#include "script/lua_value.h"
#include "script/rule_error.h"
#include "script/sandbox.h"
#include "script/stray_character.h"
#include "script/trace.h"
#include "script/upvalue.h"

#include <lauxlib.h>
#include <lua.h>

#include <stdlib.h>
#include <string.h>

enum { ARGUMENTS_MAX = 8 };

struct script {
    struct budget budget;
    lua_State *lua; /* lies in the budget's blocks */
    const char *file;
    const struct script_words *words;
    int environment, table, function; /* references into the registry */
    int constants[ARGUMENTS_MAX];
    int constant_count;
    struct upvalues held; /* by the function that is asked */
    struct trace *trace; /* NULL: lines are not noted */
};

struct script_limits script_limits_default(void)
{
    return (struct script_limits){.memory = 16 * 1024 * 1024, .work = 200 * 1000 * 1000, .deadline_ms = 8000};
}

/* Everything that touches Lua runs inside lua_pcall with one pointer as argument: what it raises ends here,
 * and there is nothing to free. */
static bool guarded(struct script *script, lua_CFunction body, void *context, struct err *err)
{
    lua_settop(script->lua, 0);
    lua_pushcfunction(script->lua, body);
    lua_pushlightuserdata(script->lua, context);
    int status = lua_pcall(script->lua, 1, 0, 0);
    if (status == LUA_OK)
        return true;
    rule_error_set(err, script->file, script->lua, status, &script->budget);
    lua_settop(script->lua, 0);
    return false;
}

static int make_environment(lua_State *lua)
{
    struct script *script = lua_touserdata(lua, 1);
    sandbox_push(lua, script->words);
    script->environment = luaL_ref(lua, LUA_REGISTRYINDEX);
    return 0;
}

struct script *script_create(const struct script_limits *limits, const char *file,
                             const struct script_words *words, struct err *err)
{
    struct script *script = calloc(1, sizeof *script);
    if (!script)
        memory_out();
    script->file = file;
    script->words = words;
    script->table = script->function = LUA_NOREF;
    budget_init(&script->budget, limits);
    script->lua = lua_newstate(budget_alloc, &script->budget);
    if (!script->lua) {
        err_set(err, "không đủ bộ nhớ để đọc quy tắc %s", "not enough memory to read rule %s", file);
    } else if (guarded(script, make_environment, script, err)) {
        budget_watch(script->lua);
        return script;
    }
    script_destroy(script);
    return NULL;
}

void script_destroy(struct script *script)
{
    if (!script)
        return;
    trace_destroy(script->trace);
    budget_finish(&script->budget); /* no lua_close: nothing of the rule runs again */
    free(script);
}

struct running {
    struct script *script;
    struct arena *arena;
    const char *source;
    size_t len;
    struct value *table;
    bool parsed; /* what failed then, failed while it ran */
};

/* Pushes what the file returned; it must be what was declared. */
static void run_chunk(lua_State *lua, struct running *running)
{
    size_t mark = stray_character_mark(running->source, running->len), len = running->len - mark;
    const char *source = running->source + mark;
    int status = luaL_loadbufferx(lua, source, len, COMPLAINT_CHUNK, "t");
    if (status == LUA_ERRSYNTAX && *source != *LUA_SIGNATURE)
        stray_character_check(lua, source, len);
    running->parsed = status == LUA_OK;
    if (status != LUA_OK)
        lua_error(lua);
    lua_rawgeti(lua, LUA_REGISTRYINDEX, running->script->environment);
    lua_setupvalue(lua, -2, 1); /* a chunk's first upvalue is its _ENV */
    lua_call(lua, 0, 1);
    sandbox_push_declared(lua); /* returned, declared */
    if (!lua_istable(lua, -1) || !lua_rawequal(lua, -1, -2))
        complain(lua, "tệp phải kết thúc bằng return %s { … }", "the file must end with return %s { … }",
                 running->script->words->declare);
    lua_pop(lua, 1);
}

static int run(lua_State *lua)
{
    struct running *running = lua_touserdata(lua, 1);
    run_chunk(lua, running);
    running->table = lua_value_take(lua, running->arena, -1);
    running->script->table = luaL_ref(lua, LUA_REGISTRYINDEX);
    return 0;
}

bool script_run(struct script *script, struct arena *arena, const char *source, size_t len,
                struct value **ret_table, struct err *err)
{
    if (len > SCRIPT_SOURCE_MAX)
        return err_set(err, "quy tắc %s: tệp quá lớn (trên %d byte)",
                       "rule %s: the file is too large (over %d bytes)", script->file, SCRIPT_SOURCE_MAX);
    struct running running = {.script = script, .arena = arena, .source = source, .len = len};
    if (!guarded(script, run, &running, err))
        return err && err->kind == ERR_PLAIN && !running.parsed ? err_mark(err, ERR_SYNTAX) : false;
    *ret_table = running.table;
    return true;
}

/* Looking at a table that is there allocates nothing but the key, which the file has already. */
bool script_has_function(const struct script *script, const char *field)
{
    lua_State *lua = script->lua;
    if (script->table == LUA_NOREF)
        return false;
    lua_settop(lua, 0);
    lua_rawgeti(lua, LUA_REGISTRYINDEX, script->table);
    bool found = false;
    lua_pushnil(lua);
    while (!found && lua_next(lua, 1)) {
        found = lua_isfunction(lua, -1) && lua_type(lua, -2) == LUA_TSTRING &&
                strcmp(lua_tostring(lua, -2), field) == 0;
        lua_pop(lua, 1);
    }
    lua_settop(lua, 0);
    return found;
}

struct preparing {
    struct script *script;
    const char *field;
    const struct script_constant *constants;
    size_t count;
};

static int prepare(lua_State *lua)
{
    const struct preparing *preparing = lua_touserdata(lua, 1);
    struct script *script = preparing->script;
    lua_rawgeti(lua, LUA_REGISTRYINDEX, script->table);
    lua_getfield(lua, -1, preparing->field);
    upvalue_note(lua, -1, &script->held);
    luaL_unref(lua, LUA_REGISTRYINDEX, script->function);
    script->function = luaL_ref(lua, LUA_REGISTRYINDEX);
    for (int i = 0; i < script->constant_count; i++)
        luaL_unref(lua, LUA_REGISTRYINDEX, script->constants[i]);
    for (script->constant_count = 0; script->constant_count < (int)preparing->count;
         script->constant_count++) {
        const struct script_constant *constant = &preparing->constants[script->constant_count];
        lua_value_push(lua, constant->value);
        if (lua_istable(lua, -1))
            sandbox_freeze(lua, constant->name); /* what a judge is given, it only reads */
        script->constants[script->constant_count] = luaL_ref(lua, LUA_REGISTRYINDEX);
    }
    return 0;
}

bool script_prepare(struct script *script, const char *field, const struct script_constant *constants,
                    size_t count, struct err *err)
{
    struct preparing preparing = {script, field, constants, count};
    if (count > ARGUMENTS_MAX || !script_has_function(script, field))
        return err_set(err, "quy tắc %s: “%s” phải là một hàm", "rule %s: “%s” must be a function",
                       script->file, field);
    return guarded(script, prepare, &preparing, err);
}

struct asking {
    const struct script *script;
    int64_t num;
    const int64_t *den;
    char *answer;
    bool wrong; /* it answered, but no word */
};

static int ask(lua_State *lua)
{
    struct asking *asking = lua_touserdata(lua, 1);
    const struct script *script = asking->script;
    lua_rawgeti(lua, LUA_REGISTRYINDEX, script->function);
    lua_pushinteger(lua, asking->num);
    if (asking->den)
        lua_pushinteger(lua, *asking->den);
    else
        lua_pushnil(lua);
    for (int i = 0; i < script->constant_count; i++)
        lua_rawgeti(lua, LUA_REGISTRYINDEX, script->constants[i]);
    lua_call(lua, 2 + script->constant_count, 1);
    lua_rawgeti(lua, LUA_REGISTRYINDEX, script->function);
    upvalue_check(lua, -1, &script->held);
    lua_pop(lua, 1);
    size_t len = 0;
    const char *answer = lua_type(lua, -1) == LUA_TSTRING ? lua_tolstring(lua, -1, &len) : NULL;
    if (!answer || len >= SCRIPT_ANSWER_MAX || strlen(answer) != len || !text_is_utf8(answer, len)) {
        asking->wrong = true;
        return complain(lua, "hàm phải trả về một từ, như return \"met\"",
                        "the function must return a word, like return \"met\"");
    }
    memcpy(asking->answer, answer, len + 1);
    return 0;
}

bool script_ask(struct script *script, int64_t num, const int64_t *den, char ret_answer[SCRIPT_ANSWER_MAX],
                struct err *err)
{
    char answer[SCRIPT_ANSWER_MAX];
    struct asking asking = {script, num, den, answer, false};
    if (!guarded(script, ask, &asking, err))
        return asking.wrong ? err_mark(err, ERR_ANSWER) : false;
    memcpy(ret_answer, answer, sizeof answer);
    return true;
}

struct calling {
    const struct script *script;
    const struct script_constant *argument;
    struct arena *arena;
    struct value *answer;
};

static int call(lua_State *lua)
{
    struct calling *calling = lua_touserdata(lua, 1);
    const struct script *script = calling->script;
    lua_rawgeti(lua, LUA_REGISTRYINDEX, script->function);
    lua_value_push(lua, calling->argument->value);
    if (lua_istable(lua, -1))
        sandbox_freeze(lua, calling->argument->name);
    lua_call(lua, 1, 1);
    lua_rawgeti(lua, LUA_REGISTRYINDEX, script->function);
    upvalue_check(lua, -1, &script->held);
    lua_pop(lua, 1);
    calling->answer = lua_value_take(lua, calling->arena, -1);
    return 0;
}

bool script_call(struct script *script, const char *field, const char *called, const struct value *argument, struct arena *arena,
                 struct value **ret_value, struct err *err)
{
    const struct script_constant constant = {called, argument};
    struct calling calling = {script, &constant, arena, NULL};
    if (!script_prepare(script, field, NULL, 0, err) || !guarded(script, call, &calling, err))
        return false;
    *ret_value = calling.answer;
    return true;
}

void script_trace(struct script *script)
{
    script->trace = trace_begin(script->lua);
}

/* A judge that no example asked is known only by its place in the declared table. */
static int add_fields(lua_State *lua)
{
    const struct script *script = lua_touserdata(lua, 1);
    lua_rawgeti(lua, LUA_REGISTRYINDEX, script->table);
    lua_pushnil(lua);
    while (lua_next(lua, 2)) {
        trace_add_function(lua);
        lua_pop(lua, 1);
    }
    return 0;
}

void script_traced(const struct script *script, struct arena *arena, struct value *map)
{
    struct value *active = value_list(arena), *reached = value_list(arena);
    lua_State *lua = script->lua;
    if (!script->trace)
        return;
    lua_settop(lua, 0);
    lua_pushcfunction(lua, add_fields);
    lua_pushlightuserdata(lua, (void *)script);
    if (script->table != LUA_NOREF && lua_pcall(lua, 1, 0, 0) != LUA_OK)
        lua_settop(lua, 0); /* no memory left: its lines stay unknown */
    for (int line = 1; line <= trace_last_line(script->trace); line++) {
        if (trace_is_active(script->trace, line))
            value_append(active, value_int(arena, line));
        if (trace_is_reached(script->trace, line))
            value_append(reached, value_int(arena, line));
    }
    value_set(map, "active", active);
    value_set(map, "reached", reached);
}
