#include "store/fold_function.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/text_fold.h"

#include <stdint.h>

static void fold(sqlite3_context *context, int count, sqlite3_value **values)
{
    char *(*const *function)(struct arena *arena, const char *text) = sqlite3_user_data(context);
    const char *text = (const char *)sqlite3_value_text(values[0]);
    (void)count;
    if (!text)
        return;
    struct arena *arena = arena_create();
    sqlite3_result_text(context, (*function)(arena, text), -1, SQLITE_TRANSIENT);
    arena_destroy(arena);
}

static char *(*const id)(struct arena *arena, const char *text) = text_fold_id;
static char *(*const name)(struct arena *arena, const char *text) = text_fold_name;

int fold_function_add(sqlite3 *db)
{
    static const struct {
        const char *name;
        char *(*const *function)(struct arena *arena, const char *text);
    } functions[] = {{"fold_id", &id}, {"fold_name", &name}};
    int code = SQLITE_OK;
    for (size_t i = 0; i < LEN(functions) && code == SQLITE_OK; i++)
        code = sqlite3_create_function_v2(db, functions[i].name, 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY,
                                          (void *)(uintptr_t)functions[i].function, fold, NULL, NULL, NULL);
    return code;
}
