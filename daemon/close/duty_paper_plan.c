#include "close/duty_paper_plan.h"

#include "alert/missing_return.h"
#include "base/arena.h"
#include "base/day.h"
#include "base/err.h"
#include "base/value.h"
#include "calendar/period.h"
#include "contest/erasure.h"
#include "contest/snapshot.h"
#include "contest/turn.h"
#include "document/decided.h"
#include "document/document.h"
#include "document/document_setting.h"
#include "document/paper_blank.h"
#include "document/signatory.h"
#include "duty/duty_facts.h"
#include "duty/duty_plan.h"
#include "package/duty.h"
#include "package/package.h"
#include "store/change.h"
#include "store/store.h"
#include "team/team_list.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static const char OF[] = "duty-";

bool duty_paper_is_of(struct arena *arena, const struct document_kind *kind, const struct value *task)
{
    const struct value *duties = document_words(arena, kind, "duties");
    bool found = false;
    for (size_t i = 0; i < value_len(duties) && !found; i++)
        found = strcmp(value_as_text(value_at(duties, i)), value_get_text(task, "duty", "")) == 0;
    return found && document_is_of_duties(kind);
}

bool duty_paper_is_late(const struct value *task)
{
    return value_get_int(task, "due_on", 0) < instant_day(value_get_int(task, "opened_at", 0));
}

bool duty_paper_on_demand(const struct document_kind *kind, const struct value *task)
{
    return document_is_at(kind, DOCUMENT_AT_DEMAND) || (document_is_at(kind, DOCUMENT_AT_DUTY) && duty_paper_is_late(task));
}

const char *duty_paper_of(struct arena *arena, int64_t task)
{
    return arena_printf(arena, "%s%" PRId64, OF, task);
}

int64_t duty_paper_task(const char *of)
{
    return strncmp(of, OF, strlen(OF)) == 0 ? strtoll(of + strlen(OF), NULL, 10) : 0;
}

struct period duty_paper_period(struct turn *turn, const struct value *task)
{
    struct phase *named = arena_alloc(turn->arena, sizeof *named);
    const struct duty *duty = duty_find(turn->package, value_get_text(task, "duty", ""));
    *named = (struct phase){.id = duty_paper_of(turn->arena, value_get_int(task, "id", 0)), .from = turn->package->from, .until = turn->package->until};
    named->title = arena_printf(turn->arena, "%s (%s)", duty ? duty->title : value_get_text(task, "duty", ""), value_get_text(task, "occurrence_title", ""));
    return (struct period){.id = named->id, .kind = PERIOD_PHASE, .from = named->from, .until = named->until, .phase = named};
}

bool duty_paper_facts_read(struct turn *turn, int32_t day, const struct document_inputs *today, struct duty_paper_facts *ret_facts, struct err *err)
{
    int32_t now = today ? today->day : day;
    if (!erasure_allows_papers(turn->store, turn->arena, err))
        return false;
    const struct value *criteria = snapshot_criteria(turn->store, turn->arena, turn->package, err);
    const struct value *plan = criteria ? duty_facts_plan(turn->arena, turn->package, turn->periods, criteria, day, err) : NULL;
    const struct value *deputies = plan ? signatory_deputies(turn->store, turn->arena, day, day < now, err) : NULL;
    const struct value *returns = !deputies ? NULL : today ? today->returns : missing_return_list(turn, day, err); /* that are owed today */
    int64_t sequence = change_latest(turn->store);
    const struct value *teams = returns ? team_list(turn, day, sequence, err) : NULL;
    *ret_facts = (struct duty_paper_facts){day, plan, deputies, returns, teams, sequence};
    return teams != NULL;
}

bool duty_paper_inputs_of(struct turn *turn, const struct period *of, const struct duty_paper_facts *facts, struct document_inputs *ret_inputs, struct err *err)
{
    const struct value *task = store_row(turn->store, turn->arena, err, QUERY_DUTY_TASK_LIST, "i", duty_paper_task(of->id));
    const struct value *blanks = task ? paper_blank_all(turn->store, turn->arena, of->id, err) : NULL;
    const struct value *numbers = blanks ? decided_numbers(turn->store, turn->arena, of->id, err) : NULL;
    if (!numbers)
        return false;
    *ret_inputs = (struct document_inputs){
        .phase = of->id,
        .day = facts->day,
        .blanks = blanks,
        .deputies = facts->deputies,
        .numbers = numbers,
        .occasion = duty_facts_occasion(turn->arena, turn->package, task),
        .plan = facts->plan,
        .returns = facts->returns,
        .teams = facts->teams,
        .sequence = facts->sequence,
    };
    return true;
}

bool duty_paper_inputs(struct turn *turn, const struct period *of, const struct value *seal, int32_t day, const struct document_inputs *today,
                       struct document_inputs *ret_inputs, struct err *err)
{
    struct duty_paper_facts facts;
    (void)seal;
    return duty_paper_facts_read(turn, day, today, &facts, err) && duty_paper_inputs_of(turn, of, &facts, ret_inputs, err);
}
