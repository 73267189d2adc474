#include "entry/entry_unsent.h"

#include "base/arena.h"
#include "base/json.h"
#include "base/value.h"
#include "store/store.h"

#include <string.h>

enum { KEPT_SECONDS = 60 * 24 * 60 * 60 };

static const char *place_of(struct arena *arena, const struct entry_unsent *what)
{
    return arena_printf(arena, "rows/%s/%s/%s", what->type, what->unit, what->period);
}

bool entry_unsent_keep(struct store *store, struct arena *arena, const struct entry_unsent *what, const struct value *value, int64_t now,
                       struct err *err)
{
    return store_do(store, err, QUERY_UNSENT_FORGET_OLD, "i", now - KEPT_SECONDS) &&
           store_do(store, err, QUERY_UNSENT_PUT, "ttit", what->actor, place_of(arena, what), now, json_text(arena, value));
}

bool entry_unsent_read(struct store *store, struct arena *arena, const struct entry_unsent *what, const struct value **ret_value,
                       int64_t *ret_at, struct err *err)
{
    const struct value *row = store_row(store, arena, err, QUERY_UNSENT_GET, "tt", what->actor, place_of(arena, what));
    *ret_value = NULL;
    if (!row || value_is_null(row))
        return row != NULL;
    *ret_at = value_get_int(row, "at", 0);
    const char *text = value_get_text(row, "content", "");
    return (*ret_value = json_parse(arena, text, strlen(text), err)) != NULL;
}

bool entry_unsent_drop(struct store *store, struct arena *arena, const struct entry_unsent *what, struct err *err)
{
    return store_do(store, err, QUERY_UNSENT_DELETE, "tt", what->actor, place_of(arena, what));
}
