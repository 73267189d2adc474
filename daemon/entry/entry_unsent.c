#include "entry/entry_unsent.h"

#include "base/arena.h"
#include "base/json.h"
#include "base/value.h"
#include "store/store.h"

#include <string.h>

enum { DAY_SECONDS = 24 * 60 * 60 };

struct entry_unsent entry_unsent_rows(struct arena *arena, const char *actor, const char *type, const char *unit, const char *period)
{
    return (struct entry_unsent){actor, arena_printf(arena, "rows/%s/%s/%s", type, unit, period)};
}

struct entry_unsent entry_unsent_file(const char *actor)
{
    return (struct entry_unsent){actor, "file"};
}

bool entry_unsent_keep(struct store *store, struct arena *arena, const struct entry_unsent *what, const struct value *value, int64_t now,
                       int days, struct err *err)
{
    return store_do(store, err, QUERY_UNSENT_FORGET_OLD, "i", now - (int64_t)days * DAY_SECONDS) &&
           store_do(store, err, QUERY_UNSENT_PUT, "ttit", what->actor, what->place, now, json_text(arena, value));
}

bool entry_unsent_read(struct store *store, struct arena *arena, const struct entry_unsent *what, const struct value **ret_value,
                       int64_t *ret_at, struct err *err)
{
    const struct value *row = store_row(store, arena, err, QUERY_UNSENT_GET, "tt", what->actor, what->place);
    *ret_value = NULL;
    if (!row || value_is_null(row))
        return row != NULL;
    *ret_at = value_get_int(row, "at", 0);
    const char *text = value_get_text(row, "content", "");
    return (*ret_value = json_parse(arena, text, strlen(text), err)) != NULL;
}

bool entry_unsent_drop(struct store *store, const struct entry_unsent *what, struct err *err)
{
    return store_do(store, err, QUERY_UNSENT_DELETE, "tt", what->actor, what->place);
}
