/* The first page in words, for the weekly digest (message/weekly_digest.h): what waits for a person, as their page has it that day. */
#include "command/perform.h"

#include "base/arena.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/value.h"
#include "calendar/period.h"
#include "display/display.h"
#include "package/package.h"
#include "person/caller.h"
#include "person/directory.h"

#include <inttypes.h>

static const char *joined(struct arena *arena, const char *before, const char *more)
{
    return !more || !*more ? before : arena_printf(arena, "%s%s%s", before, *before ? ", " : "", more);
}

static const char *due_words(struct arena *arena, const struct value *item, bool english)
{
    int32_t day;
    int64_t left = value_get_int(item, "days_left", 0);
    if (!day_parse(value_get_text(item, "due_on", ""), &day))
        return "";
    if (left < 0)
        return english ? arena_printf(arena, "was due on %s", day_text(arena, day)) : arena_printf(arena, "đã quá hạn ngày %s", day_shown(arena, day));
    return english ? arena_printf(arena, "due on %s", day_text(arena, day)) : arena_printf(arena, "hạn %s", day_shown(arena, day));
}

static const char *period_of(const struct turn *turn, const struct value *item)
{
    const struct period *period = period_find(turn->periods, value_get_text(item, "phase", value_get_text(item, "period", "")));
    return period ? period_title(period, turn->arena) : value_get_text(item, "period_title", NULL);
}

/* Of several that are counted together: how many of them are late. */
static const char *late_words(struct arena *arena, const struct value *item, bool english)
{
    int64_t late = value_get_int(item, "late", 0);
    return !late ? "" : arena_printf(arena, english ? "%" PRId64 " late" : "quá hạn %02" PRId64, late);
}

static const char *about_of(const struct turn *turn, const struct value *item, bool english)
{
    struct arena *arena = turn->arena;
    const char *about = joined(arena, "", value_get_text(item, "title", value_get_text(item, "reason", NULL)));
    about = joined(arena, about, value_get_text(item, "unit_title", NULL));
    about = joined(arena, about, period_of(turn, item));
    return joined(arena, about, due_words(arena, item, english));
}

/* "văn bản chờ duyệt (02): Quyết định khen thưởng, Đợt 1, hạn 12/02/2025" */
static const char *words_of(const struct turn *turn, const struct value *item, bool english)
{
    struct arena *arena = turn->arena;
    int64_t count = value_get_int(item, "count", 1);
    bool counted = count > 1 && value_get(item, "late"); /* the first of them alone has its name there */
    const char *what = display_word("kind", value_get_text(item, "kind", ""), english), *about = counted ? late_words(arena, item, english) : about_of(turn, item, english);
    const char *many = count > 1 ? arena_printf(arena, english ? " (%" PRId64 ")" : " (%02" PRId64 ")", count) : "";
    return arena_printf(arena, "%s%s%s%s", what, many, *about ? ": " : "", about);
}

/* The same command that the page performs, asked by that person. */
struct value *call_waiting(const struct turn *turn, const char *person, bool english, struct err *err)
{
    const struct command_call *from = turn->asked;
    struct caller caller;
    struct value *lines = value_list(turn->arena);
    struct directory *directory = from->first_page ? directory_read(turn->store, err) : NULL;
    bool known = directory && directory_person(directory, turn->arena, person, instant_day(clock_now(turn->clock)), &caller);
    directory_destroy(directory);
    if (!known)
        return directory || !from->first_page ? lines : NULL;
    const struct caller own = caller_know(&caller, &turn->package->units);
    struct command_call call = {.arena = turn->arena, .store = turn->store, .snapshot = from->snapshot, .clock = turn->clock, .worker = turn->worker, .via = turn->via,
                                .caller = &own, .actor = own.actor, .command = from->first_page, .arguments = value_map(turn->arena)};
    const struct value *answer = from->first_page->perform(&call, err), *items = value_get(answer, "items");
    for (size_t i = 0; i < value_len(items); i++)
        value_append(lines, value_text(turn->arena, words_of(turn, value_at(items, i), english)));
    return answer ? lines : NULL;
}
