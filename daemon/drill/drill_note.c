#include "drill/drill_note.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/day.h"
#include "base/value.h"
#include "store/change.h"
#include "store/store.h"

static const struct value *integer_or_null(struct arena *arena, int64_t number, int64_t unsaid)
{
    return number == unsaid ? value_null(arena) : value_int(arena, number);
}

bool drill_note_insert(struct change *change, const struct drill_note *note, struct err *err)
{
    struct arena *arena = arena_create();
    bool good = store_do(change->store, err, QUERY_DRILL_INSERT, "iitvviit", change->sequence, change->at, note->backup,
                         integer_or_null(arena, note->copied_at, INT64_MIN), integer_or_null(arena, note->behind, -1), note->seals, note->seconds, note->failed);
    arena_destroy(arena);
    return good;
}

struct value *drill_note_latest(struct store *store, struct arena *arena, struct err *err)
{
    return store_row(store, arena, err, QUERY_DRILL_LATEST, "");
}

struct value *drill_note_shown(struct store *store, struct arena *arena, struct err *err)
{
    static const char *const instants[] = {"at", "copied_at", "good_at"};
    struct value *latest = drill_note_latest(store, arena, err);
    if (!latest || value_is_null(latest))
        return latest;
    struct value *shown = value_copy(arena, latest);
    for (size_t i = 0; i < LEN(instants); i++)
        if (!value_is_null(value_get(latest, instants[i])))
            value_set_text(shown, instants[i], instant_text(arena, value_get_int(latest, instants[i], 0)));
    return shown;
}
