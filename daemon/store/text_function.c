#include "store/text_function.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/collation.h"
#include "base/memory.h"
#include "base/text_fold.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

struct text_function {
    const char *name;
    char *(*of)(struct arena *arena, const char *text);
    bool bytes; /* its value is no text */
};

static const struct text_function functions[] = {{"fold_id", text_fold_id, false},
                                                 {"fold_name", text_fold_name, false},
                                                 {"search_text", text_search, false},
                                                 {"sort_key", collation_key, true},
                                                 {"sort_name", collation_name_key, true}};

struct call {
    sqlite3_context *context;
    const char *text;
};

static void answer(void *context)
{
    const struct call *call = context;
    const struct text_function *function = sqlite3_user_data(call->context);
    struct arena *arena = arena_create();
    const char *value = function->of(arena, call->text);
    if (function->bytes)
        sqlite3_result_blob64(call->context, value, strlen(value), SQLITE_TRANSIENT);
    else
        sqlite3_result_text(call->context, value, -1, SQLITE_TRANSIENT);
    arena_destroy(arena);
}

static void call(sqlite3_context *context, int count, sqlite3_value **values)
{
    struct call call = {context, (const char *)sqlite3_value_text(values[0])};
    (void)count;
    if (call.text && !memory_try(answer, &call))
        sqlite3_result_error_nomem(context);
}

int text_function_add(sqlite3 *db)
{
    int code = SQLITE_OK;
    for (size_t i = 0; i < LEN(functions) && code == SQLITE_OK; i++)
        code = sqlite3_create_function_v2(db, functions[i].name, 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY,
                                          (void *)(uintptr_t)&functions[i], call, NULL, NULL, NULL);
    return code;
}
