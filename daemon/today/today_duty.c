#include "today/today.h"

#include "base/value.h"
#include "command/perform.h"
#include "duty/duty_task.h"
#include "package/package.h"
#include "person/caller.h"

enum { SOON = 7 }; /* days before it is due */

/* A ward's duty is of whoever has a role there, not of those who see all wards; one for all is of those who act for the whole. */
bool today_duty_is_mine(const struct command_call *call, const struct value *task)
{
    return caller_is_of(call->caller, ROLE_HOLDER, value_get_text(task, "unit", NULL));
}

/* One alone is named; of several how many there are, and how many of them are late: the page of duties has each. */
static void add(struct today *today, struct value **item, const struct value *task)
{
    bool late = value_get_bool(task, "late", false);
    if (*item) {
        value_set_int(*item, "count", value_get_int(*item, "count", 1) + 1);
        value_set_int(*item, "late", value_get_int(*item, "late", 0) + late);
        return;
    }
    *item = today_item(today, "duty", 1);
    value_set_int(*item, "late", late);
    value_set(*item, "id", value_get(task, "id"));
    value_set(*item, "title", value_get(task, "duty_title"));
    value_set(*item, "unit_title", value_get(task, "holder"));
    value_set(*item, "period_title", value_get(task, "occurrence_title"));
    value_set(*item, "due_on", value_get(task, "due_on"));
    value_set(*item, "days_left", value_get(task, "days_left"));
}

bool today_duties(struct today *today, struct err *err)
{
    const struct value *tasks = duty_task_list(today->call->store, today->call->arena, today->package, today->day, err);
    struct value *item = NULL;
    for (size_t i = 0; i < value_len(tasks); i++) {
        const struct value *task = value_at(tasks, i);
        int64_t left = value_get_int(task, "days_left", 0);
        bool never_late = left < 0 && !value_get_bool(task, "late", false);
        if (value_get_bool(task, "pending", false) && left <= SOON && !never_late && today_duty_is_mine(today->call, task))
            add(today, &item, task);
    }
    return tasks != NULL;
}
