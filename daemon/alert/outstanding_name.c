#include "alert/outstanding_name.h"

#include "alert/foresight.h"
#include "base/arena.h"
#include "base/value.h"
#include "calendar/period.h"
#include "contest/turn.h"
#include "package/package.h"
#include "store/store.h"

#include <string.h>

enum { NONE = -1 };

/* Where they stand among the columns. What is named is a member, by the house's own field, with the team; else the team. */
struct places {
    int name, team;
};

static int place_of(const struct value *columns, const char *name)
{
    for (size_t i = 0; i < value_len(columns); i++)
        if (strcmp(value_get_text(value_at(columns, i), "name", ""), name) == 0)
            return (int)i;
    return NONE;
}

static const struct value *cell_of(const struct value *row, int place)
{
    return place == NONE ? NULL : value_at(row, (size_t)place);
}

static bool team_name(const struct foresight *foresight, const struct value *cell, const char **ret_name, struct err *err)
{
    const struct turn *turn = foresight->turn;
    *ret_name = value_type(cell) == VALUE_TEXT ? value_as_text(cell) : NULL;
    if (!*ret_name)
        return true;
    const struct value *team = store_row(turn->store, turn->arena, err, QUERY_BUILTIN_ROSTER_UNIT, "tit", *ret_name, (int64_t)foresight->period->until - 1,
                                         level_chain_id(&turn->package->chain, LEVEL_TEAM));
    *ret_name = value_get_text(team, "name", *ret_name);
    return team != NULL;
}

static bool name_of(const struct foresight *foresight, const struct value *row, const struct places *places, const char **ret_name, struct err *err)
{
    const struct value *name = cell_of(row, places->name);
    const char *team;
    if (!team_name(foresight, cell_of(row, places->team), &team, err))
        return false;
    const char *member = value_type(name) == VALUE_TEXT ? value_as_text(name) : NULL;
    *ret_name = member && team ? arena_printf(foresight->turn->arena, "%s (%s)", member, team) : member ? member : team;
    return true;
}

bool outstanding_names(const struct foresight *foresight, const struct value *answer, struct outstanding_names *ret_names, struct err *err)
{
    const struct value *evidence = value_get(answer, "evidence"), *columns = value_get(evidence, "columns"), *rows = value_get(evidence, "rows");
    const struct places places = {place_of(columns, "full_name"), place_of(columns, "team")};
    struct outstanding_names names = {.text = ""};
    bool named = value_get_bool(evidence, "lacking", false) && (places.name != NONE || places.team != NONE);
    if (named) {
        names.count = value_get_int(evidence, "total", 0);
        names.more = names.count - (int64_t)value_len(rows);
    }
    for (size_t i = 0; named && i < value_len(rows); i++) {
        const char *name;
        if (!name_of(foresight, value_at(rows, i), &places, &name, err))
            return false;
        names.text = arena_printf(foresight->turn->arena, "%s%s%s", names.text, *names.text ? ", " : "", name ? name : "…");
    }
    *ret_names = names;
    return true;
}
