/* The duties of the plan: listed, shown, said to be done, handed over, left out. */
#include "command/perform.h"

#include "agenda/due_task.h"
#include "base/arena.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/err.h"
#include "base/value.h"
#include "calendar/period.h"
#include "close/duty_paper.h"
#include "close/seal_phase.h"
#include "contest/turn.h"
#include "command/belongs.h"
#include "document/draft.h"
#include "duty/duty_holder.h"
#include "duty/duty_output.h"
#include "duty/duty_plan.h"
#include "duty/duty_record.h"
#include "duty/duty_task.h"
#include "package/duty.h"
#include "package/package.h"
#include "run/run.h"
#include "today/today.h"
#include "workflow/workflow.h"
#include "workflow/workflow_value.h"

#include <string.h>

static int32_t today_of(const struct command_call *call)
{
    return instant_day(clock_now(call->clock));
}

/* Each with whether it is of a body for which whoever asks acts. */
static struct value *owned(const struct command_call *call, const struct value *rows)
{
    struct value *list = value_list(call->arena);
    for (size_t i = 0; i < value_len(rows); i++) {
        struct value *row = value_copy(call->arena, value_at(rows, i));
        value_set_bool(row, "mine", today_duty_is_mine(call, row));
        value_append(list, row);
    }
    return list;
}

struct value *command_duties_list(struct command_call *call, struct err *err)
{
    const struct package *package;
    const struct period_list *periods;
    if (!call_contest(call, &package, &periods, err))
        return NULL;
    const struct value *rows = duty_task_list(call->store, call->arena, package, today_of(call), err);
    const struct value *seen = rows ? belongs_visible(call, owned(call, rows), "unit", err) : NULL;
    struct value *list = value_list(call->arena);
    for (size_t i = 0; i < value_len(seen); i++) {
        const struct value *row = value_at(seen, i);
        if ((!call_flag(call, "open") || value_get_bool(row, "pending", false)) && (!call_flag(call, "mine") || value_get_bool(row, "mine", false)))
            value_append(list, row);
    }
    return seen ? call_actors(call, list, err) : NULL;
}

/* ---- the whole plan ---- */

static bool has_task(const struct value *rows, const struct duty_occurrence *occurrence)
{
    for (size_t i = 0; i < value_len(rows); i++)
        if (strcmp(value_get_text(value_at(rows, i), "duty", ""), occurrence->duty->id) == 0 && strcmp(value_get_text(value_at(rows, i), "occurrence", ""), occurrence->key) == 0)
            return true;
    return false;
}

/* Of one to come, or that was over before the contest was loaded: who has it on the day on which it opens. */
static bool add_planned(struct command_call *call, const struct package *package, const struct duty_occurrence *occurrence, struct value *list, struct err *err)
{
    struct arena *arena = call->arena;
    struct duty_holders holders;
    if (!duty_holders_of(arena, package, occurrence->duty, occurrence->opens_on, &holders, err))
        return false;
    for (size_t i = 0; i < holders.len; i++) {
        struct value *row = value_map(arena);
        value_set(row, "id", value_null(arena));
        value_set_text(row, "duty", occurrence->duty->id);
        value_set_text(row, "duty_title", occurrence->duty->title);
        value_set_text(row, "occurrence", occurrence->key);
        value_set_text(row, "occurrence_title", occurrence->title);
        value_set_text(row, "unit", holders.items[i].unit);
        value_set_text(row, "holder", holders.items[i].name);
        value_set_text(row, "succeeds", duty_holder_succeeds(arena, package, occurrence->duty, holders.items[i].unit, holders.items[i].name));
        value_set(row, "state", value_null(arena));
        value_set_bool(row, "pending", false);
        value_set_bool(row, "late", false);
        value_set_text(row, "opens_on", day_text(arena, occurrence->opens_on));
        value_set_text(row, "due_on", day_text(arena, occurrence->due_on));
        value_set_int(row, "days_left", occurrence->due_on - today_of(call));
        value_append(list, row);
    }
    return true;
}

static void add_task(struct arena *arena, const struct value *task, struct value *list)
{
    static const char *const keys[] = {"id", "duty", "duty_title", "occurrence", "occurrence_title", "unit", "holder", "succeeds", "state", "pending", "late", "due_on", "days_left"};
    struct value *row = value_map(arena);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        value_set(row, keys[i], value_get(task, keys[i]));
    value_set_text(row, "opens_on", arena_strndup(arena, value_get_text(task, "opened_at", ""), strlen("2025-02-10")));
    value_append(list, row);
}

/* In the order of duties.ini; of one as they were: what began by its due day, then what is to come. What the package has no more comes last. */
static struct value *by_duty(struct arena *arena, const struct package *package, const struct value *rows)
{
    struct value *list = value_list(arena);
    for (size_t d = 0; d <= package->duty_count; d++)
        for (size_t i = 0; i < value_len(rows); i++) {
            const struct duty *duty = duty_find(package, value_get_text(value_at(rows, i), "duty", ""));
            if (d < package->duty_count ? duty == &package->duties[d] : !duty)
                value_append(list, value_at(rows, i));
        }
    return list;
}

static struct value *phases_of(struct arena *arena, const struct package *package)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < package->phase_count; i++) {
        struct value *phase = value_map(arena);
        value_set_text(phase, "id", package->phases[i].id);
        value_set_text(phase, "title", package->phases[i].title);
        value_set_text(phase, "from", day_text(arena, package->phases[i].from));
        value_set_text(phase, "until", day_text(arena, package->phases[i].until - 1));
        value_append(list, phase);
    }
    return list;
}

/* The days of final runs and of seals. */
static struct value *marks_of(struct arena *arena, const struct package *package, const struct period_list *periods)
{
    const struct due_list due = due_task_list(package, periods, arena);
    struct value *list = value_list(arena);
    for (size_t i = 0; i < due.len; i++) {
        const struct due *item = &due.items[i];
        if (item->kind != &run_final_due && item->kind != &seal_phase_due)
            continue;
        struct value *mark = value_map(arena);
        value_set_text(mark, "day", day_text(arena, instant_day(item->at)));
        value_set_text(mark, "kind", item->kind->name);
        value_set_text(mark, "period", item->period->id);
        value_append(list, mark);
    }
    return list;
}

struct value *command_duties_plan(struct command_call *call, struct err *err)
{
    const struct package *package;
    const struct period_list *periods;
    if (!call_contest(call, &package, &periods, err))
        return NULL;
    const struct duty_plan plan = duty_plan_make(call->arena, package, periods);
    const struct value *tasks = duty_task_list(call->store, call->arena, package, today_of(call), err);
    struct value *list = value_list(call->arena), *answer = value_map(call->arena);
    for (size_t i = 0; i < value_len(tasks); i++)
        add_task(call->arena, value_at(tasks, i), list);
    for (size_t i = 0; tasks && i < plan.len; i++)
        if (!has_task(tasks, &plan.items[i]) && !add_planned(call, package, &plan.items[i], list, err))
            return NULL;
    value_set_text(answer, "from", day_text(call->arena, package->from));
    value_set_text(answer, "until", day_text(call->arena, package->until - 1));
    value_set_text(answer, "today", day_text(call->arena, today_of(call)));
    value_set(answer, "phases", phases_of(call->arena, package));
    value_set(answer, "marks", marks_of(call->arena, package, periods));
    value_set(answer, "rows", by_duty(call->arena, package, owned(call, list)));
    return tasks ? answer : NULL;
}

/* ---- what may be chosen where one is done or handed over ---- */

/* Papers that stand and are of a kind, unit and phase that it asks for. */
static const struct value *papers_of(struct command_call *call, const struct package *package, const struct value *task, struct err *err)
{
    const struct duty *duty = duty_find(package, value_get_text(task, "duty", ""));
    const struct value *drafts = draft_list(call->store, call->arena, package, NULL, err);
    struct value *list = value_list(call->arena);
    for (size_t i = 0; i < value_len(drafts); i++) {
        const struct value *draft = value_at(drafts, i);
        const char *subject = value_get_text(draft, "subject", ""), *of = value_get_text(draft, "phase", "");
        const struct unit_fact *unit = unit_place(&package->units, subject) != package->units.fact_count ? unit_at(&package->units, subject, today_of(call)) : NULL;
        const struct phase *phase = package_phase(package, of);
        const char *owner = subject; /* of a team's paper its ward */
        if (!unit && !belongs_unit(call, subject, &owner, err))
            return NULL;
        if (!workflow_is("draft", value_get_text(draft, "state", ""), WORKFLOW_STANDS | WORKFLOW_COUNTS) ||
            (duty && duty->paper_count &&
             !duty_output_fits(package, duty, value_get_text(task, "occurrence", ""), value_get_text(task, "unit", NULL), value_get_text(draft, "kind", ""), owner ? owner : subject, of)))
            continue;
        struct value *one = value_map(call->arena);
        value_set(one, "id", value_get(draft, "id"));
        value_set(one, "title", value_get(draft, "title"));
        value_set_text(one, "subject_name", unit ? unit->name : value_get_text(draft, "about", subject));
        value_set_text(one, "occasion", phase ? phase->title : of);
        value_append(list, one);
    }
    return drafts ? list : NULL;
}

/* The record types of the package, that of the duty before the others. */
static const struct value *types_of(struct command_call *call, const struct package *package, const char *first)
{
    struct value *list = value_list(call->arena);
    for (int own = 1; own >= 0; own--)
        for (size_t i = 0; i < package->types.len; i++) {
            const struct record_type *type = &package->types.items[i];
            if ((first && strcmp(type->name, first) == 0) != own)
                continue;
            struct value *one = value_map(call->arena);
            value_set_text(one, "name", type->name);
            value_set_text(one, "title", type->title);
            value_append(list, one);
        }
    return list;
}

/* Bodies that act today, as they are called; of one for each ward the name of its section. */
static const struct value *bodies_of(struct command_call *call, const struct package *package)
{
    struct value *list = value_list(call->arena);
    for (size_t i = 0; i < value_len(package->bodies); i++) {
        struct duty_holders holders;
        const char *id = value_key(package->bodies, i);
        const struct duty asked = {.who = id};
        if (!duty_holders_of(call->arena, package, &asked, today_of(call), &holders, NULL) || !holders.len)
            continue;
        struct value *one = value_map(call->arena);
        value_set_text(one, "id", id);
        value_set_text(one, "name", holders.len == 1 && !holders.items[0].unit ? holders.items[0].name : arena_printf(call->arena, "%s …", holders.items[0].name));
        value_append(list, one);
    }
    return list;
}

static const struct value *units_of(struct command_call *call, const struct package *package)
{
    const char **wards = unit_standing(&package->units, LEVEL_WARD, today_of(call), call->arena, NULL);
    struct value *list = value_list(call->arena);
    for (size_t i = 0; wards[i]; i++) {
        struct value *one = value_map(call->arena);
        value_set_text(one, "id", wards[i]);
        value_set_text(one, "name", unit_at(&package->units, wards[i], today_of(call))->name);
        value_append(list, one);
    }
    return list;
}

static bool add_choices(struct command_call *call, const struct package *package, struct value *task, struct err *err)
{
    bool record = strcmp(value_get_text(task, "output_kind", ""), duty_output_name(DUTY_OUTPUT_RECORD)) == 0;
    const char *type = record ? value_get_text(task, "output_of", NULL) : NULL;
    const struct value *papers = papers_of(call, package, task, err);
    const struct value *records = papers ? duty_record_keys(call->store, call->arena, package, type, value_get_text(task, "unit", NULL), err) : NULL;
    value_set(task, "fitting", papers);
    value_set(task, "records", records);
    value_set(task, "types", types_of(call, package, type));
    value_set(task, "bodies", bodies_of(call, package));
    value_set(task, "units", units_of(call, package));
    return records != NULL;
}

/* ---- one ---- */

static struct value *shown(struct command_call *call, const struct package *package, int64_t id, struct err *err)
{
    struct value *task = duty_task_show(call->store, call->arena, package, id, today_of(call), err);
    if (!task)
        return NULL;
    struct turn turn;
    if (!call_turn(call, &turn, err) || !call_contest(call, &turn.package, &turn.periods, err) || !duty_paper_show(&turn, task, err))
        return NULL;
    if (!(call_roles(call) & (ROLE_OFFICER | ROLE_REVIEWER | ROLE_LEADER))) /* as drafts make has it */
        value_set(task, "on_demand", value_list(call->arena));
    value_set_bool(task, "mine", today_duty_is_mine(call, task));
    value_set(task, "choices", workflow_choices(call->arena, workflow_find("duty"), value_get_text(task, "state", ""), call_roles(call)));
    if (value_len(value_get(task, "choices")) && !add_choices(call, package, task, err))
        return NULL;
    return call_actors(call, task, err);
}

struct value *command_duties_show(struct command_call *call, struct err *err)
{
    const struct package *package;
    const struct period_list *periods;
    return call_contest(call, &package, &periods, err) ? shown(call, package, call_number(call, "id", 0), err) : NULL;
}

struct value *command_duties_file(struct command_call *call, struct err *err)
{
    const char *name;
    if (!duty_output_file(call->store, call->arena, call_number(call, "id", 0), call_number(call, "number", 0), &call->bytes, &call->bytes_len, &name, err))
        return NULL;
    return value_text(call->arena, name);
}

/* ---- what becomes of it ---- */

static struct duty_asked asked_of(const struct command_call *call)
{
    const char *note = call_text(call, "note");
    return (struct duty_asked){.id = call_number(call, "id", 0), .roles = call_roles(call), .reason = note ? note : call_text(call, "reason")};
}

static bool open_turn(struct command_call *call, struct turn *turn, struct err *err)
{
    return call_turn(call, turn, err) && call_contest(call, &turn->package, &turn->periods, err);
}

struct value *command_duties_done(struct command_call *call, struct err *err)
{
    struct turn turn;
    struct duty_asked asked = asked_of(call);
    asked.paper = call_text(call, "paper");
    asked.type = call_text(call, "type");
    asked.key = call_text(call, "record");
    if (call->files.len > 1) {
        err_set(err, "chọn một tệp PDF, JPEG hoặc PNG", "choose one PDF, JPEG or PNG file");
        return NULL;
    }
    asked.file = call->files.len ? &call->files.items[0] : NULL;
    return open_turn(call, &turn, err) && duty_task_finish(&turn, &asked, err) ? shown(call, turn.package, asked.id, err) : NULL;
}

struct value *command_duties_hand_over(struct command_call *call, struct err *err)
{
    struct turn turn;
    struct duty_asked asked = asked_of(call);
    int64_t id;
    asked.body = call_text(call, "to");
    asked.ward = call_text(call, "unit");
    return open_turn(call, &turn, err) && duty_task_hand_over(&turn, &asked, &id, err) ? shown(call, turn.package, id, err) : NULL;
}

struct value *command_duties_skip(struct command_call *call, struct err *err)
{
    struct turn turn;
    const struct duty_asked asked = asked_of(call);
    return open_turn(call, &turn, err) && duty_task_skip(&turn, &asked, err) ? shown(call, turn.package, asked.id, err) : NULL;
}

struct value *command_duties_reopen(struct command_call *call, struct err *err)
{
    struct turn turn;
    const struct duty_asked asked = asked_of(call);
    return open_turn(call, &turn, err) && duty_task_resume(&turn, &asked, err) ? shown(call, turn.package, asked.id, err) : NULL;
}
