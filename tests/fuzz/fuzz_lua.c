/* Values over the border to Lua (script/lua_value.h): a rule's source, what it declares and answers; or, where the bytes are JSON, a value
 * handed to a rule and taken back. */
#include "fuzz.h"

#include "base/json.h"
#include "base/value.h"
#include "script/script.h"

#include <string.h>

static const char *const judges[] = {"share_at_least", "share_above", "at_most", "at_least"};
static const struct script_words words = {"criterion", judges, 4};
/* So small that what never ends is seen at once; the time is the supervisor's. */
static const struct script_limits limits = {.memory = 1024 * 1024, .work = 200 * 1000, .deadline_ms = 60 * 1000};

static struct script *begin(void)
{
    struct err err = {0};
    struct script *script = script_create(&limits, "1.1.lua", &words, &err);
    fuzz_holds_err(script != NULL, &err);
    return script;
}

/* What came out of a rule can be written and read again. */
static void holds_value(struct arena *arena, const struct value *value)
{
    const char *text = json_text(arena, value);
    struct err err = {0};
    const struct value *again = json_parse(arena, text, strlen(text), &err);
    fuzz_holds_err(again != NULL, &err);
    FUZZ_HOLDS(strcmp(json_text(arena, again), text) == 0);
}

static void ask(struct script *script, struct arena *arena)
{
    struct value *target = value_map(arena), *params = value_map(arena);
    value_set_int(target, "num", 80);
    value_set_int(target, "den", 100);
    value_set_int(params, "4.1.most", 2);
    const struct script_constant constants[] = {{"target", target}, {"params", params}};
    static const int64_t den = 99;
    char answer[SCRIPT_ANSWER_MAX];
    struct err err = {0};
    bool good = script_prepare(script, "judge", constants, 2, &err);
    fuzz_holds_err(good, &err);
    for (int i = 0; good && i < 2; i++) {
        good = script_ask(script, 79, i ? NULL : &den, answer, &err);
        fuzz_holds_err(good, &err);
    }
}

static void call(struct script *script, struct arena *arena, const char *field, const struct value *argument)
{
    struct value *back = NULL;
    struct err err = {0};
    bool good = script_call(script, field, "state", argument, arena, &back, &err);
    fuzz_holds_err(good, &err);
    if (good)
        holds_value(arena, back);
}

static void run(struct arena *arena, const char *source, size_t len)
{
    struct script *script = begin();
    struct value *table = NULL, *lines = value_map(arena);
    struct err err = {0};
    script_trace(script);
    bool good = script_run(script, arena, source, len, &table, &err);
    fuzz_holds_err(good, &err);
    if (good)
        holds_value(arena, table);
    if (good && script_has_function(script, "judge"))
        ask(script, arena);
    if (good && script_has_function(script, "conclude"))
        call(script, arena, "conclude", table);
    script_traced(script, arena, lines);
    script_destroy(script);
}

static void pass_through(struct arena *arena, const struct value *value)
{
    static const char source[] = "local function copy(t) local c = {} for k, v in pairs(t) do c[k] = v end return c end\n"
                                 "return criterion { same = function(v) return v end, copy = function(v) return copy(v) end }";
    struct script *script = begin();
    struct value *table = NULL;
    FUZZ_HOLDS(script_run(script, arena, source, sizeof source - 1, &table, NULL));
    call(script, arena, "same", value);
    call(script, arena, "copy", value);
    script_destroy(script);
}

void fuzz_lua(struct arena *arena, const char *bytes, size_t len)
{
    const struct value *value = NULL;
    if (len && (*bytes == '{' || *bytes == '[' || *bytes == '"'))
        value = json_parse(arena, bytes, len, NULL);
    if (value)
        pass_through(arena, value);
    else
        run(arena, bytes, len);
}
