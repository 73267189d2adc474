#include "duty/duty_facts.h"

#include "base/arena.h"
#include "base/day.h"
#include "base/param.h"
#include "base/value.h"
#include "contest/snapshot.h"
#include "duty/duty_holder.h"
#include "duty/duty_plan.h"
#include "package/duty.h"
#include "package/package.h"

#include <string.h>

/* "80 %" is printed 80%. */
static const char *bare(struct arena *arena, const char *value)
{
    char *text = arena_strdup(arena, value), *blank = strstr(text, " %");
    if (blank)
        memmove(blank, blank + 1, strlen(blank));
    return text;
}

static struct value *targets_at(struct arena *arena, const struct package *package, const struct value *criteria, int32_t day)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(criteria); i++) {
        const struct value *criterion = value_at(criteria, i), *facts = snapshot_criterion_facts(criterion, day);
        const struct param_entry *target = param_at(param_find(&package->targets, value_get_text(facts, "target", "")), day > package->from ? day : package->from);
        struct value *row = value_map(arena);
        value_set_text(row, "id", value_get_text(criterion, "id", ""));
        value_set_text(row, "title", snapshot_criterion_title(criterion));
        value_set_text(row, "counts", value_get_text(facts, "counts", ""));
        value_set_text(row, "judge", value_get_text(facts, "judge", ""));
        value_set_text(row, "target", target ? bare(arena, target->value) : NULL);
        value_set_text(row, "reference", target ? target->reference : NULL);
        value_append(list, row);
    }
    return list;
}

static struct value *phases_of(struct arena *arena, const struct package *package)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < package->phase_count; i++) {
        const struct phase *phase = &package->phases[i];
        struct value *row = value_map(arena);
        value_set_text(row, "id", phase->id);
        value_set_text(row, "title", phase->title);
        value_set_text(row, "from", day_text(arena, phase->from));
        value_set_text(row, "last", day_text(arena, phase->until - 1));
        value_set_text(row, "slogan", phase->slogan);
        value_append(list, row);
    }
    return list;
}

/* What all bodies of one kind are called together; of one for all, its name. */
static bool name_of(struct arena *arena, const struct package *package, const struct duty *duty, int32_t day, const char **ret_name, struct err *err)
{
    struct duty_holders holders;
    if (!duty_holders_first(arena, package, duty, day, &holders, err))
        return false;
    const struct value *body = holders.len ? package_dated(value_get(package->bodies, holders.items[0].body), day) : NULL;
    *ret_name = holders.len ? value_get_text(body, "name_all", holders.items[0].name) : "";
    return true;
}

static struct value *dues_of(struct arena *arena, const struct duty_plan *plan, const struct duty *duty)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < plan->len; i++) {
        if (plan->items[i].duty != duty)
            continue;
        struct value *due = value_map(arena);
        value_set_text(due, "title", plan->items[i].title);
        value_set_text(due, "due_on", day_text(arena, plan->items[i].due_on));
        value_append(list, due);
    }
    return list;
}

/* Those that somebody has on the day; whoever has none then has it by succession later. */
static struct value *duties_at(struct arena *arena, const struct package *package, const struct period_list *periods, int32_t day, struct err *err)
{
    const struct duty_plan plan = duty_plan_make(arena, package, periods);
    struct value *list = value_list(arena);
    for (size_t i = 0; i < package->duty_count; i++) {
        const struct duty *duty = &package->duties[i];
        struct value *row = value_map(arena);
        const char *who;
        if (!name_of(arena, package, duty, day, &who, err))
            return NULL;
        value_set_text(row, "id", duty->id);
        value_set_text(row, "title", duty->title);
        value_set_text(row, "basis", duty->basis);
        value_set_text(row, "who", who);
        value_set_text(row, "output", duty->output_title);
        value_set_text(row, "recipient", duty->recipient);
        value_set_text(row, "term", duty->term);
        value_set(row, "dues", dues_of(arena, &plan, duty));
        if (*who)
            value_append(list, row);
    }
    return list;
}

static struct value *contest_of(struct arena *arena, const struct package *package)
{
    struct value *contest = value_map(arena);
    value_set_text(contest, "title", package->title);
    value_set_text(contest, "theme", package->theme);
    value_set_text(contest, "from", day_text(arena, package->from));
    value_set_text(contest, "last", day_text(arena, package->until - 1));
    return contest;
}

struct value *duty_facts_plan(struct arena *arena, const struct package *package, const struct period_list *periods, const struct value *criteria, int32_t day,
                              struct err *err)
{
    const struct value *duties = duties_at(arena, package, periods, day, err);
    struct value *plan = value_map(arena);
    value_set(plan, "contest", contest_of(arena, package));
    value_set(plan, "targets", targets_at(arena, package, criteria, day));
    value_set(plan, "phases", phases_of(arena, package));
    if (duties)
        value_set(plan, "duties", duties);
    return duties ? plan : NULL;
}

struct value *duty_facts_occasion(struct arena *arena, const struct package *package, const struct value *task)
{
    static const char *const copied[] = {"duty", "holder", "unit"};
    const struct duty *duty = duty_find(package, value_get_text(task, "duty", ""));
    struct value *occasion = value_map(arena);
    for (size_t i = 0; i < sizeof copied / sizeof *copied; i++)
        value_set(occasion, copied[i], value_get(task, copied[i]));
    value_set_int(occasion, "task", value_get_int(task, "id", 0));
    value_set_text(occasion, "duty_title", duty ? duty->title : "");
    value_set_text(occasion, "key", value_get_text(task, "occurrence", ""));
    value_set_text(occasion, "title", value_get_text(task, "occurrence_title", ""));
    value_set_text(occasion, "day", day_text(arena, (int32_t)value_get_int(task, "day", 0)));
    value_set_text(occasion, "due_on", day_text(arena, (int32_t)value_get_int(task, "due_on", 0)));
    value_set_text(occasion, "recipient", duty ? duty->recipient : NULL);
    return occasion;
}
