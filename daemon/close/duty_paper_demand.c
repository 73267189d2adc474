/* Papers of duties that whoever has the duty asks for, and what a duty's page shows of its papers (duty_paper.h). */
#include "close/duty_paper.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/err.h"
#include "base/value.h"
#include "calendar/period.h"
#include "close/duty_paper_plan.h"
#include "close/redraft.h"
#include "contest/turn.h"
#include "document/document.h"
#include "document/document_setting.h"
#include "document/draft.h"
#include "package/package.h"
#include "store/change.h"
#include "store/store.h"
#include "workflow/workflow.h"

#include <inttypes.h>
#include <string.h>

/* ---- made ---- */

static const char *kinds_on_demand(struct arena *arena, const struct package *package, const struct value *task)
{
    const char *list = "";
    for (size_t i = 0; i < package->document_count; i++)
        if (duty_paper_on_demand(&package->documents[i], task) && duty_paper_is_of(arena, &package->documents[i], task))
            list = arena_printf(arena, "%s%s%s", list, *list ? ", " : "", package->documents[i].kind);
    return list;
}

static const struct document_kind *kind_asked(struct turn *turn, const struct value *task, const char *name, struct err *err)
{
    const struct document_kind *kind = document_kind_of(turn->package, name, err);
    const char *duty = value_get_text(task, "duty", ""), *others = kinds_on_demand(turn->arena, turn->package, task);
    if (!kind)
        return NULL;
    if (duty_paper_on_demand(kind, task) && duty_paper_is_of(turn->arena, kind, task))
        return kind;
    if (*others)
        err_set(err, "“%1$s” không phải là văn bản lập theo yêu cầu của nhiệm vụ %2$s; loại lập được: %3$s", "“%1$s” is no paper that is made on demand for the duty %2$s; these are: %3$s", name, duty, others);
    else
        err_set(err, "nhiệm vụ %1$s không có văn bản nào lập theo yêu cầu; văn bản của nó được dự thảo khi nhiệm vụ mở", "the duty %1$s has no papers on demand; its own are drafted when it opens", duty);
    return NULL;
}

static const struct value *find_task(struct turn *turn, int64_t id, struct err *err)
{
    const struct value *task = id ? store_row(turn->store, turn->arena, err, QUERY_DUTY_TASK_LIST, "i", id) : value_null(turn->arena);
    if (task && value_is_null(task))
        err_set(err, "không có nhiệm vụ số %1$" PRId64 "; xem duties list", "there is no duty %1$" PRId64 "; see duties list", id);
    else if (task && !workflow_is("duty", value_get_text(task, "state", ""), WORKFLOW_STANDS))
        err_set(err, "nhiệm vụ số %1$" PRId64 " đã chuyển cho đơn vị khác; lập văn bản ở nhiệm vụ của đơn vị tiếp nhận (duties show %1$" PRId64 ")",
                "the duty %1$" PRId64 " was handed over; make the paper of the duty of whoever took it over (duties show %1$" PRId64 ")", id);
    else
        return task;
    return NULL;
}

/* A draft that could not be made is told, not kept: whoever asks mends it first. */
static bool check_made(const struct redraft *redraft, const struct document_kind *kind, struct err *err)
{
    if (!redraft->is_any)
        return err_set(err, "“%s” không có gì để viết: không còn gì thiếu", "“%s” has nothing to say: nothing is owed", kind->title);
    const struct draft *draft = redraft->len ? &redraft->drafts[0] : NULL;
    return !draft || draft->bytes || err_set(err, "chưa lập được “%1$s”: %2$s%3$.0s", "“%1$s” could not be made: %3$s%2$.0s", kind->title, draft->refusal_vi, draft->refusal_en ? draft->refusal_en : draft->refusal_vi);
}

/* Of a ward's duty its own unit; of one for all, any ward that stands. */
static bool check_unit(struct turn *turn, const struct value *task, const char *unit, int32_t day, struct err *err)
{
    const char *own = value_get_text(task, "unit", NULL);
    const struct unit_fact *fact = unit ? unit_at(&turn->package->units, unit, day) : NULL;
    if (!unit || (own ? strcmp(unit, own) == 0 : fact && fact->level == LEVEL_WARD && unit_stands(&turn->package->units, unit, day)))
        return true;
    return own ? err_set(err, "nhiệm vụ này là của “%1$s”; bỏ --unit, hoặc chọn nhiệm vụ của đơn vị kia", "this duty is of “%1$s”; leave out --unit, or choose the duty of the other", value_get_text(task, "holder", own))
               : err_set(err, "“%1$s” không phải đơn vị cấp dưới đang hoạt động; chọn một đơn vị khác", "“%1$s” is no unit below the district that stands; name another", unit);
}

bool duty_paper_make(struct turn *turn, const char *action, int64_t id, const char *name, const char *unit, const char **ret_id, struct err *err)
{
    struct change change;
    struct document_inputs inputs;
    struct redraft redraft;
    int32_t day = instant_day(clock_now(turn->clock));
    const struct value *task = find_task(turn, id, err);
    const struct document_kind *kind = task ? kind_asked(turn, task, name, err) : NULL;
    if (!kind || !check_unit(turn, task, unit, day, err))
        return false;
    const struct period period = duty_paper_period(turn, task);
    if (!duty_paper_inputs(turn, &period, NULL, day, day, &inputs, err))
        return false;
    const char *const named[] = {unit, NULL}, *const *subjects = unit ? named : (const char *const *)document_subjects(turn->arena, turn->package, kind, &inputs);
    const struct redraft_ask ask = {.kind = kind, .subjects = subjects, .anew = true};
    if (!redraft_plan_asked(turn, &period, duty_paper_inputs, &ask, 1, &inputs, &redraft, err) || !check_made(&redraft, kind, err))
        return false;
    redraft.stale_len = 0; /* what others asked for, about other units, stays */
    if (redraft.len) {
        struct value *detail = value_map(turn->arena);
        value_set_int(detail, "task", id);
        value_set_text(detail, "kind", kind->kind);
        value_set_text(detail, "subject", subjects[0]);
        if (!turn_begin(turn, &change, action, err) || !turn_end(turn, &change, redraft_store(turn, &change, &period, &redraft, err), detail, err))
            return false;
    }
    const struct value *made = draft_current(turn->store, turn->arena, kind->kind, subjects[0], period.id, err);
    *ret_id = value_get_text(made, "id", NULL);
    return made != NULL;
}

/* ---- shown ---- */

static const char *ward_name(const struct package *package, const char *unit, int32_t day)
{
    const struct unit_fact *fact = strcmp(unit, package->district) == 0 ? NULL : unit_at(&package->units, unit, day);
    return fact ? fact->name : NULL;
}

static bool add_papers(struct turn *turn, struct value *task, int32_t day, struct err *err)
{
    static const char *const kept[] = {"id", "kind", "title", "state"};
    const struct value *drafts = draft_list(turn->store, turn->arena, turn->package, duty_paper_of(turn->arena, value_get_int(task, "id", 0)), err);
    struct value *list = value_list(turn->arena);
    for (size_t i = 0; i < value_len(drafts); i++) {
        const struct value *draft = value_at(drafts, i);
        struct value *row = value_map(turn->arena);
        if (!workflow_is("draft", value_get_text(draft, "state", ""), WORKFLOW_STANDS))
            continue;
        for (size_t k = 0; k < LEN(kept); k++)
            value_set(row, kept[k], value_get(draft, kept[k]));
        value_set_text(row, "about", ward_name(turn->package, value_get_text(draft, "subject", ""), day));
        value_append(list, row);
    }
    value_set(task, "papers", list);
    return drafts != NULL;
}

static struct value *wards_of(struct turn *turn, const struct value *task, int32_t day)
{
    const char **wards = unit_standing(&turn->package->units, LEVEL_WARD, day, turn->arena, NULL);
    struct value *list = value_list(turn->arena);
    for (size_t i = 0; !value_get_text(task, "unit", NULL) && wards[i]; i++) {
        struct value *ward = value_map(turn->arena);
        value_set_text(ward, "id", wards[i]);
        value_set_text(ward, "name", ward_name(turn->package, wards[i], day));
        value_append(list, ward);
    }
    return list;
}

bool duty_paper_show(struct turn *turn, struct value *task, struct err *err)
{
    int32_t day = instant_day(clock_now(turn->clock));
    bool over = !workflow_is("duty", value_get_text(task, "state", ""), WORKFLOW_STANDS);
    const struct value *stored = store_row(turn->store, turn->arena, err, QUERY_DUTY_TASK_LIST, "i", value_get_int(task, "id", 0));
    struct value *list = value_list(turn->arena);
    if (!stored)
        return false;
    for (size_t i = 0; !over && i < turn->package->document_count; i++) {
        const struct document_kind *kind = &turn->package->documents[i];
        struct value *row = value_map(turn->arena);
        if (!duty_paper_on_demand(kind, stored) || !duty_paper_is_of(turn->arena, kind, stored))
            continue;
        bool one = document_is_at(kind, DOCUMENT_AT_DUTY) || value_get(kind->settings, "owed_words");
        value_set_text(row, "kind", kind->kind);
        value_set_text(row, "title", kind->title);
        value_set(row, "wards", one ? value_list(turn->arena) : wards_of(turn, task, day));
        value_append(list, row);
    }
    value_set(task, "on_demand", list);
    return add_papers(turn, task, day, err);
}
