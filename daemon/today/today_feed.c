#include "today/today_feed.h"

#include "agenda/deadline.h"
#include "agenda/due_task.h"
#include "base/arena.h"
#include "base/array.h"
#include "base/day.h"
#include "base/value.h"
#include "calendar/due.h"
#include "calendar/period.h"
#include "close/seal_phase.h"
#include "command/perform.h"
#include "contest/schedule.h"
#include "contest/wording.h"
#include "duty/duty_holder.h"
#include "duty/duty_plan.h"
#include "duty/duty_task.h"
#include "ical/ical_feed.h"
#include "message/message_settings.h"
#include "package/package.h"
#include "run/run.h"
#include "store/store.h"
#include "today/today.h"
#include "workflow/workflow.h"

#include <inttypes.h>
#include <string.h>

static const char MADE_BY[] = "-//thidua//thidua//VI";

struct feed {
    struct command_call *call;
    const struct package *package;
    const struct period_list *periods;
    struct ical_event *events;
    size_t count, capacity;
    int64_t ruled_at; /* since when the package is in force: when what follows from it alone became what it is */
    int ruled;        /* how often it was changed */
};

/* ---- an event ---- */

static void add(struct feed *feed, struct ical_event event)
{
    if (feed->count == feed->capacity) {
        size_t size = feed->capacity * sizeof *feed->events;
        feed->capacity = feed->capacity ? 2 * feed->capacity : 64;
        feed->events = arena_grow(feed->call->arena, feed->events, size, feed->capacity * sizeof *feed->events);
    }
    feed->events[feed->count++] = event;
}

static const char *uid(const struct feed *feed, const char *kind, const char *thing, const char *unit)
{
    return arena_printf(feed->call->arena, "%s-%s%s%s@%s.thidua", kind, thing, unit ? "-" : "", unit ? unit : "", feed->package->id);
}

/* NULL where the daemon does not know its own address. */
static const char *page_of(const struct feed *feed, const char *page)
{
    const struct message_settings *settings = feed->call->messages;
    return settings && *settings->link ? arena_printf(feed->call->arena, "%s%s", settings->link, page) : NULL;
}

static const char *words(const struct feed *feed, const char *key, const struct value *data, struct err *err)
{
    return wording_fill(feed->call->arena, feed->package, key, data, err);
}

/* ---- duties ---- */

static struct value *duty_data(const struct feed *feed, const struct duty *duty, const char *id, const char *occasion, const char *holder)
{
    struct value *data = value_map(feed->call->arena);
    value_set_text(data, "duty", id);
    value_set_text(data, "title", duty ? duty->title : id);
    value_set_text(data, "occasion", occasion);
    value_set_text(data, "holder", holder);
    value_set_text(data, "output", duty ? duty->output_title : NULL);
    value_set_text(data, "basis", duty ? duty->basis : NULL);
    value_set_bool(data, "done", false);
    return data;
}

static bool add_duty(struct feed *feed, const struct duty *duty, const struct value *data, struct ical_event event, struct err *err)
{
    event.title = words(feed, "calendar.duty", data, err);
    event.description = event.title ? words(feed, "calendar.duty_text", data, err) : NULL;
    event.until = event.from + 1;
    event.alarm_minute = feed->package->duty_minute;
    if (!duty || !duty->remind)
        event.alarm_days = ICAL_NO_ALARM;
    if (event.description)
        add(feed, event);
    return event.description != NULL;
}

/* {number of a duty: {steps, changed}} */
static const struct value *steps_of(struct feed *feed, struct err *err)
{
    const struct value *rows = store_rows(feed->call->store, feed->call->arena, err, QUERY_WORKFLOW_STEPS, "t", "duty");
    struct value *steps = value_map(feed->call->arena);
    for (size_t i = 0; i < value_len(rows); i++)
        value_set(steps, value_get_text(value_at(rows, i), "object", ""), value_at(rows, i));
    return rows ? steps : NULL;
}

static bool add_task(struct feed *feed, const struct value *task, const struct value *steps, struct err *err)
{
    struct arena *arena = feed->call->arena;
    const struct duty *duty = duty_find(feed->package, value_get_text(task, "duty", ""));
    const char *state = value_get_text(task, "state", ""), *number = arena_printf(arena, "%" PRId64, value_get_int(task, "id", 0));
    bool done = workflow_is("duty", state, WORKFLOW_COUNTS);
    const struct value *its = value_get(steps, number);
    if (!today_duty_is_mine(feed->call, task) || (!done && !workflow_is("duty", state, WORKFLOW_PENDING)))
        return true;
    struct value *data = duty_data(feed, duty, value_get_text(task, "duty", ""), value_get_text(task, "occurrence_title", ""), value_get_text(task, "holder", ""));
    value_set_bool(data, "done", done);
    int64_t changed = value_get_int(its, "changed", 0);
    return add_duty(feed, duty, data,
                    (struct ical_event){.uid = uid(feed, "duty", arena_printf(arena, "%s-%s", value_get_text(task, "duty", ""), value_get_text(task, "occurrence", "")),
                                                   value_get_text(task, "unit", NULL)),
                                        .url = page_of(feed, arena_printf(arena, "/duty?id=%s", number)),
                                        .from = (int32_t)value_get_int(task, "due_on", 0),
                                        .changed = changed > feed->ruled_at ? changed : feed->ruled_at,
                                        .sequence = feed->ruled + (int)value_get_int(its, "steps", 0),
                                        .alarm_days = done || !duty ? ICAL_NO_ALARM : duty->remind},
                    err);
}

static bool has_begun(const struct value *tasks, const struct duty_occurrence *occurrence)
{
    for (size_t i = 0; i < value_len(tasks); i++)
        if (strcmp(value_get_text(value_at(tasks, i), "duty", ""), occurrence->duty->id) == 0 && strcmp(value_get_text(value_at(tasks, i), "occurrence", ""), occurrence->key) == 0)
            return true;
    return false;
}

/* One to come, with whoever has it on the day on which it opens. */
static bool add_planned(struct feed *feed, const struct duty_occurrence *occurrence, struct err *err)
{
    struct arena *arena = feed->call->arena;
    struct duty_holders holders;
    if (!duty_holders_of(arena, feed->package, occurrence->duty, occurrence->opens_on, &holders, err))
        return false;
    for (size_t i = 0; i < holders.len; i++) {
        struct value *whose = value_map(arena);
        value_set_text(whose, "unit", holders.items[i].unit);
        if (!today_duty_is_mine(feed->call, whose))
            continue;
        const struct value *data = duty_data(feed, occurrence->duty, occurrence->duty->id, occurrence->title, holders.items[i].name);
        const struct ical_event event = {.uid = uid(feed, "duty", arena_printf(arena, "%s-%s", occurrence->duty->id, occurrence->key), holders.items[i].unit),
                                         .url = page_of(feed, "/duties"),
                                         .from = occurrence->due_on,
                                         .changed = feed->ruled_at,
                                         .sequence = feed->ruled,
                                         .alarm_days = occurrence->duty->remind};
        if (!add_duty(feed, occurrence->duty, data, event, err))
            return false;
        if (!holders.items[i].unit)
            break; /* one for all */
    }
    return true;
}

static bool add_duties(struct feed *feed, struct err *err)
{
    const struct value *tasks = duty_task_rows(feed->call->store, feed->call->arena, err), *steps = tasks ? steps_of(feed, err) : NULL;
    const struct duty_plan plan = duty_plan_make(feed->call->arena, feed->package, feed->periods);
    int64_t loaded_at;
    if (!steps || !schedule_loaded_at(feed->call->store, feed->call->arena, &loaded_at, err))
        return false;
    for (size_t i = 0; i < value_len(tasks); i++)
        if (!add_task(feed, value_at(tasks, i), steps, err))
            return false;
    for (size_t i = 0; i < plan.len; i++)
        if (plan.items[i].due_on >= instant_day(loaded_at) && !has_begun(tasks, &plan.items[i]) && !add_planned(feed, &plan.items[i], err))
            return false;
    return true;
}

/* ---- the timetable ---- */

static bool add_ruled(struct feed *feed, const char *key, const char *kind, const struct period *period, const char *page, struct ical_event event, struct err *err)
{
    struct value *data = value_map(feed->call->arena);
    value_set_text(data, "period", period_title(period, feed->call->arena));
    event.title = words(feed, key, data, err);
    event.uid = uid(feed, kind, period->id, NULL);
    event.url = page_of(feed, page);
    event.changed = feed->ruled_at;
    event.sequence = feed->ruled;
    event.alarm_days = ICAL_NO_ALARM;
    if (event.title)
        add(feed, event);
    return event.title != NULL;
}

static bool add_periods(struct feed *feed, struct err *err)
{
    bool good = true;
    for (size_t i = 0; good && i < feed->periods->len; i++) {
        const struct period *period = &feed->periods->items[i];
        int32_t due = deadline_return(feed->package, period), signing = deadline_signing(feed->package, period);
        if (period->kind == PERIOD_PHASE)
            good = add_ruled(feed, "calendar.phase", "phase", period, "/schedule", (struct ical_event){.from = period->from, .until = period->until}, err);
        if (good && period->kind == PERIOD_PHASE && due_has_type(feed->package, "nomination"))
            good = add_ruled(feed, "calendar.nomination", "nomination", period, "/nominations", (struct ical_event){.from = signing, .until = signing + 1}, err);
        if (good && period->kind == PERIOD_MONTH && due_has_type(feed->package, "submission"))
            good = add_ruled(feed, "calendar.return", "return", period, "/records", (struct ical_event){.from = due, .until = due + 1}, err);
    }
    return good;
}

static bool add_marks(struct feed *feed, struct err *err)
{
    static const struct {
        const struct due_kind *kind;
        const char *key;
    } marks[] = {{&run_final_due, "calendar.run"}, {&seal_phase_due, "calendar.seal"}};
    const struct due_list due = due_task_list(feed->package, feed->periods, feed->call->arena);
    for (size_t i = 0; i < due.len; i++)
        for (size_t k = 0; k < LEN(marks); k++)
            if (due.items[i].kind == marks[k].kind &&
                !add_ruled(feed, marks[k].key, marks[k].kind->name, due.items[i].period, "/schedule", (struct ical_event){.at = due.items[i].at}, err))
                return false;
    return true;
}

static bool read_ruled(struct feed *feed, struct err *err)
{
    const struct value *rows = store_rows(feed->call->store, feed->call->arena, err, QUERY_ACTIVATION_LIST, "");
    feed->ruled = (int)value_len(rows) - 1;
    feed->ruled_at = value_len(rows) ? value_get_int(value_at(rows, value_len(rows) - 1), "at", 0) : 0;
    return rows != NULL;
}

char *today_feed(struct command_call *call, struct err *err)
{
    struct feed feed = {.call = call};
    if (!call_contest(call, &feed.package, &feed.periods, err) || !read_ruled(&feed, err) || !add_duties(&feed, err) || !add_periods(&feed, err) || !add_marks(&feed, err))
        return NULL;
    struct value *data = value_map(call->arena);
    value_set_text(data, "short_name", feed.package->short_name);
    const char *name = words(&feed, "calendar.name", data, err);
    return name ? ical_feed_write(call->arena, name, MADE_BY, feed.events, feed.count) : NULL;
}
