#include "alert/succession.h"

#include "alert/alert.h"
#include "alert/alert_kind.h"
#include "base/arena.h"
#include "base/day.h"
#include "base/value.h"
#include "calendar/due.h"
#include "calendar/period.h"
#include "contest/turn.h"
#include "contest/wording.h"
#include "package/package.h"
#include "store/change.h"
#include "store/store.h"

#include <string.h>

/* Whether it is the first row of that day of a unit that alerts may be about. */
static bool is_first_of_day(const struct package *package, size_t place)
{
    const struct succession *own = &package->units.successions[place];
    const struct unit_fact *unit = unit_at(&package->units, own->from, own->on - 1);
    for (size_t i = 0; i < place; i++)
        if (package->units.successions[i].on == own->on && unit_at(&package->units, package->units.successions[i].from, own->on - 1)->level == LEVEL_WARD)
            return false;
    return unit && unit->level == LEVEL_WARD && own->on > package->from;
}

static void add_due(struct due_list *list, const struct due_kind *kind, const struct package *package, const struct period_list *periods)
{
    (void)periods;
    for (size_t i = 0; i < package->units.succession_count; i++)
        if (is_first_of_day(package, i))
            due_append_day(list, kind, package->units.successions[i].on, package->schedule.return_minute);
}

const struct due_kind succession_due = {"succession", DUE_ORDER_ALERT, add_due};

/* "Phường Cát Bi, tháng 5/2025: …. Đơn vị kế nhiệm: phường Hải An." */
static char *say(struct turn *turn, const struct value *row, const struct unit_fact *successor, struct err *err)
{
    struct value *data = value_map(turn->arena);
    value_set_text(data, "text", value_get_text(row, "text", ""));
    value_set_text(data, "successor", successor ? unit_full_title(turn->arena, &turn->package->chain, successor) : NULL);
    return wording_fill(turn->arena, turn->package, successor ? "alert.succeeded" : "alert.lapsed", data, err);
}

static bool pass_on(struct turn *turn, struct change *change, const struct value *row, int32_t day, int64_t *count, struct err *err)
{
    const struct units *units = &turn->package->units;
    const char *subject = value_get_text(row, "subject", "");
    if (!alert_kind_is_for_unit(value_get_text(row, "kind", "")) || unit_place(units, subject) == units->fact_count)
        return true;
    const char *before = unit_home(units, subject, day - 1), *after = unit_home(units, subject, day);
    if (!before || (after && strcmp(before, after) == 0))
        return true;
    const char *sentence = say(turn, row, after ? unit_at(units, after, day) : NULL, err);
    ++*count;
    return sentence && alert_pass_on(change, turn->arena, row, after != NULL, sentence, err);
}

bool succession_perform(struct turn *turn, const struct due *due, struct err *err)
{
    struct change change;
    int64_t count = 0;
    if (!turn_begin(turn, &change, succession_due.name, err))
        return false;
    const struct value *rows = store_rows(turn->store, turn->arena, err, QUERY_ALERT_OPEN_LIST, "");
    bool good = rows && store_do(turn->store, err, QUERY_PERFORMED_INSERT, "ttii", succession_due.name, due->period->id, due->at, change.at);
    for (size_t i = 0; good && i < value_len(rows); i++)
        good = pass_on(turn, &change, value_at(rows, i), due->period->from, &count, err);
    struct value *detail = value_map(turn->arena);
    value_set_text(detail, "period", due->period->id);
    value_set_int(detail, "alerts", count);
    return turn_end(turn, &change, good, detail, err);
}
