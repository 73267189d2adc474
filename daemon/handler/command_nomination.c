/* Who is nominated for an award: who there is and what became of them, whom the contest's rule suggests. */
#include "command/perform.h"

#include "base/arena.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/err.h"
#include "base/value.h"
#include "calendar/period.h"
#include "close/nominated.h"
#include "command/belongs.h"
#include "contest/seal.h"
#include "contest/snapshot.h"
#include "package/package.h"
#include "run/suggested.h"
#include "store/change.h"
#include "store/store.h"

#include <inttypes.h>
#include <string.h>

/* The period that is asked for; else the phase that ended last, for its nominations are the ones in hand; before any has ended the first. */
static const struct period *find_period(struct command_call *call, const struct period_list *periods, struct err *err)
{
    const struct period *found = NULL, *first = NULL;
    int32_t today = instant_day(clock_now(call->clock));
    if (call_text(call, "period"))
        return call_period(call, periods, "period", err);
    for (size_t i = 0; i < periods->len; i++) {
        const struct period *period = &periods->items[i];
        if (period->kind != PERIOD_PHASE)
            continue;
        first = first ? first : period;
        found = period->until <= today ? period : found;
    }
    return found ? found : first;
}

/* [{id, title}…] of what is closed: a page's choice. */
static struct value *choices_of(struct command_call *call, const struct package *package, const struct period_list *periods)
{
    struct value *list = value_list(call->arena);
    for (size_t i = 0; i < periods->len; i++) {
        if (!package_phase(package, periods->items[i].id))
            continue;
        struct value *choice = value_map(call->arena);
        value_set_text(choice, "id", periods->items[i].id);
        value_set_text(choice, "title", period_title(&periods->items[i], call->arena));
        value_append(list, choice);
    }
    return list;
}

/* Of a closed phase what its seal knew, for that is what papers say; else what is known now. */
static bool read_sequence(struct command_call *call, const struct period *period, int64_t *ret_sequence, struct err *err)
{
    const struct value *seal = seal_latest_head(call->store, call->arena, period->id, err);
    int64_t newest = change_latest(call->store), asked = call_number(call, "sequence", 0);
    if (!seal)
        return false;
    if (asked > newest)
        return err_set(err, "chưa có phiên bản dữ liệu %" PRId64 "; mới nhất là %" PRId64, "there is no data version %" PRId64 " yet; the newest is %" PRId64,
                       asked, newest);
    *ret_sequence = asked ? asked : value_is_null(seal) ? newest : value_get_int(seal, "sequence", newest);
    return true;
}

static bool read_asked(struct command_call *call, struct suggested_in *ret_asked, struct err *err)
{
    struct suggested_in asked = {.run = call_number(call, "run", 0)};
    const char *hash = call_text(call, "package");
    if (!call_contest(call, &asked.package, &asked.periods, err))
        return false;
    if (hash && !(asked.package = snapshot_past(call->snapshot, call->store, hash, &asked.periods, err)))
        return false;
    asked.period = find_period(call, asked.periods, err);
    if (!asked.period || !read_sequence(call, asked.period, &asked.sequence, err))
        return false;
    *ret_asked = asked;
    return true;
}

/* The rows of the unit that was asked for. */
static struct value *rows_of(struct arena *arena, const struct value *rows, const char *unit)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(rows); i++)
        if (!unit || strcmp(unit, value_get_text(value_at(rows, i), "ward", "")) == 0)
            value_append(list, value_at(rows, i));
    return list;
}

struct value *command_nominations_suggest(struct command_call *call, struct err *err)
{
    struct suggested_in asked;
    struct value *said = read_asked(call, &asked, err) ? suggested_ask(call->store, call->arena, call->worker, &asked, err) : NULL;
    struct value *visible = said ? belongs_visible(call, value_get(said, "candidates"), "ward", err) : NULL;
    if (visible)
        value_set(said, "candidates", rows_of(call->arena, visible, call_text(call, "unit")));
    return visible ? said : NULL;
}

struct value *command_nominations_list(struct command_call *call, struct err *err)
{
    struct turn turn;
    if (!call_turn(call, &turn, err) || !call_contest(call, &turn.package, &turn.periods, err))
        return NULL;
    const struct period *period = find_period(call, turn.periods, err);
    const struct value *rows = period ? nominated_list(&turn, period, instant_day(clock_now(call->clock)), err) : NULL;
    const struct value *visible = rows ? belongs_visible(call, rows, "ward", err) : NULL;
    if (!visible)
        return NULL;
    struct value *said = value_map(call->arena), *own = rows_of(call->arena, visible, call_text(call, "unit"));
    value_set_text(said, "period", period->id);
    value_set_text(said, "period_title", period_title(period, call->arena));
    value_set(said, "rows", own);
    value_set(said, "sums", nominated_sums(call->arena, own));
    value_set(said, "choices", choices_of(call, turn.package, turn.periods));
    return said;
}

/* What is posted hangs where everybody can read it: it is of no unit alone. */
struct value *command_nominations_posted(struct command_call *call, struct err *err)
{
    struct turn turn;
    if (!call_turn(call, &turn, err) || !call_contest(call, &turn.package, &turn.periods, err))
        return NULL;
    const struct period *period = find_period(call, turn.periods, err);
    return period ? nominated_posted(&turn, period, instant_day(clock_now(call->clock)), err) : NULL;
}
