#include "alert/taken_record.h"

#include "alert/alert.h"
#include "base/arena.h"
#include "base/value.h"
#include "calendar/period.h"
#include "contest/record_refit.h"
#include "contest/record_taken.h"
#include "contest/turn.h"
#include "contest/wording.h"
#include "package/package.h"
#include "store/change.h"
#include "store/store.h"

#define TAKEN_ALERT "taken"

/* Of the whole contest, for it is of no month. */
static const char *period_of(const struct turn *turn)
{
    const char *id = "";
    for (size_t i = 0; i < turn->periods->len; i++)
        if (turn->periods->items[i].kind == PERIOD_CONTEST)
            id = turn->periods->items[i].id;
    return id;
}

/* *ret_text: NULL when every record is there again. */
static bool say(struct turn *turn, char **ret_text, struct err *err)
{
    const struct value *list = record_taken_list(turn->store, &turn->package->types, turn->arena, err), *first = NULL;
    struct value *data = value_map(turn->arena);
    int64_t count = 0;
    for (size_t i = 0; i < value_len(list); i++)
        if (!value_get_bool(value_at(list, i), "restored", false) && !count++)
            first = value_at(list, i);
    *ret_text = NULL;
    if (!first)
        return list != NULL;
    const struct record_type *type = record_type_find(&turn->package->types, value_get_text(first, "type", ""));
    value_set_int(data, "count", count);
    value_set_text(data, "title", type->title);
    value_set_text(data, "key", value_get_text(first, "key", ""));
    value_set_text(data, "to", value_get_text(first, "to", ""));
    *ret_text = wording_fill(turn->arena, turn->package, "alert.taken", data, err);
    return *ret_text != NULL;
}

static bool set(struct turn *turn, struct change *change, struct err *err)
{
    char *text;
    return say(turn, &text, err) &&
           alert_set(change, turn->arena, TAKEN_ALERT, NULL, turn->package->district, period_of(turn), text, err);
}

bool taken_record_look(struct turn *turn, struct err *err)
{
    struct change change;
    const struct value *noted = store_row(turn->store, turn->arena, err, QUERY_META_GET, "t", RECORD_REFIT_TAKEN);
    if (!noted || !value_get_int(noted, "value", 0))
        return noted != NULL;
    return turn_begin(turn, &change, "records taken", err) &&
           turn_end(turn, &change, set(turn, &change, err) &&
                        store_do(turn->store, err, QUERY_META_SET, "ti", RECORD_REFIT_TAKEN, (int64_t)0), NULL, err);
}

bool taken_record_follow(struct turn *turn, struct change *change, struct err *err)
{
    const struct value *open = store_rows(turn->store, turn->arena, err, QUERY_ALERT_STANDING, "ttt", TAKEN_ALERT, period_of(turn), NULL);
    return open && (!value_len(open) || set(turn, change, err));
}
