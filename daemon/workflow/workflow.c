#include "workflow/workflow.h"

#include "base/array.h"
#include "base/err.h"

#include <string.h>

const struct workflow *workflow_find(const char *kind)
{
    for (size_t i = 0; i < workflow_count; i++)
        if (strcmp(workflow_table[i].kind, kind) == 0)
            return &workflow_table[i];
    return NULL;
}

const struct workflow_state *workflow_state(const struct workflow *workflow, const char *name)
{
    for (size_t i = 0; i < workflow->state_count; i++)
        if (strcmp(workflow->states[i].name, name) == 0)
            return &workflow->states[i];
    return NULL;
}

const struct workflow_act *workflow_act(const struct workflow *workflow, const char *name)
{
    for (size_t i = 0; i < workflow->act_count; i++)
        if (strcmp(workflow->acts[i].name, name) == 0)
            return &workflow->acts[i];
    return NULL;
}

static bool goes_from(const struct workflow_row *row, const char *state)
{
    for (size_t i = 0; row->from[i]; i++)
        if (strcmp(row->from[i], state) == 0)
            return true;
    return false;
}

const struct workflow_row *workflow_row(const struct workflow *workflow, const char *state, const char *act)
{
    for (size_t i = 0; i < workflow->row_count; i++)
        if (strcmp(workflow->rows[i].act, act) == 0 && goes_from(&workflow->rows[i], state))
            return &workflow->rows[i];
    return NULL;
}

const struct workflow_row *workflow_between(const struct workflow *workflow, const char *from, const char *to)
{
    for (size_t i = 0; i < workflow->row_count; i++)
        if (strcmp(workflow->rows[i].to, to) == 0 && goes_from(&workflow->rows[i], from))
            return &workflow->rows[i];
    return NULL;
}

/* The kinds that code names are the table's. */
static const struct workflow *known(const char *kind)
{
    const struct workflow *workflow = workflow_find(kind);
    if (!workflow)
        die("workflow: no kind is called %s", kind);
    return workflow;
}

bool workflow_is(const char *kind, const char *state, unsigned meaning)
{
    const struct workflow_state *found = workflow_state(known(kind), state);
    return found && (found->means & meaning) == meaning;
}

const char *workflow_to(const char *kind, const char *act)
{
    const struct workflow *workflow = known(kind);
    for (size_t i = 0; i < workflow->row_count; i++)
        if (strcmp(workflow->rows[i].act, act) == 0)
            return workflow->rows[i].to;
    die("workflow: no act of %s is called %s", kind, act);
}

const char *workflow_event(const char *kind, const char *act)
{
    const struct workflow_act *found = workflow_act(known(kind), act);
    if (!found)
        die("workflow: no act of %s is called %s", kind, act);
    return found->event;
}

const char *workflow_state_title(const char *state, bool english)
{
    for (size_t i = 0; i < workflow_count; i++) {
        const struct workflow_state *found = workflow_state(&workflow_table[i], state);
        if (found)
            return english ? found->en : found->vi;
    }
    return NULL;
}

const char *workflow_event_title(const char *event, bool english)
{
    for (size_t i = 0; i < workflow_count; i++)
        for (size_t j = 0; j < workflow_table[i].act_count; j++)
            if (strcmp(workflow_table[i].acts[j].event, event) == 0)
                return english ? workflow_table[i].acts[j].done_en : workflow_table[i].acts[j].done_vi;
    return NULL;
}

const char *workflow_need_title(enum workflow_need need, bool english)
{
    switch (need) {
    case WORKFLOW_REASON:
        return english ? "a reason" : "lý do";
    case WORKFLOW_UNTIL:
        return english ? "a last day" : "ngày cuối";
    case WORKFLOW_NUMBER:
        return english ? "a number" : "số";
    case WORKFLOW_DAY:
        return english ? "a day" : "ngày ban hành";
    case WORKFLOW_FILE:
        return english ? "a file" : "tệp";
    }
    die("workflow: no need has the number %d", (int)need);
}
