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
#include "team/team_list.h"
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

static bool is_subject(const struct turn *turn, const struct document_kind *kind, const struct document_inputs *inputs, const char *unit)
{
    const char **subjects = document_subjects(turn->arena, turn->package, kind, inputs);
    while (*subjects && strcmp(*subjects, unit) != 0)
        subjects++;
    return *subjects != NULL;
}

/* Of a kind that each unit has, one of the duty's; of a ward's duty its own unit; of one for all, any ward that stands. */
static bool check_unit(struct turn *turn, const struct value *task, const struct document_kind *kind, const struct document_inputs *inputs, const char *unit, struct err *err)
{
    const char *own = value_get_text(task, "unit", NULL);
    const struct unit_fact *fact = unit ? unit_at(&turn->package->units, unit, inputs->day) : NULL;
    if (kind->each && (unit || !own || kind->each == LEVEL_TEAM))
        return !unit ? err_set(err, "“%s” lập riêng cho từng đơn vị; nêu đơn vị bằng --unit", "each unit has “%s” of its own; say which with --unit", kind->title)
                     : is_subject(turn, kind, inputs, unit) ||
                           err_set(err, "“%1$s” không phải đơn vị đang hoạt động của nhiệm vụ này; xem danh sách ở trang của nhiệm vụ",
                                   "“%1$s” is no unit of this duty that stands; the duty's page lists them", unit);
    if (!unit || (own ? strcmp(unit, own) == 0 : fact && fact->level == LEVEL_WARD && unit_stands(&turn->package->units, unit, inputs->day)))
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
    if (!kind)
        return false;
    const struct period period = duty_paper_period(turn, task);
    if (!duty_paper_inputs(turn, &period, NULL, day, NULL, &inputs, err) || !check_unit(turn, task, kind, &inputs, unit, err))
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
        value_set_text(row, "about", value_get_text(draft, "about", ward_name(turn->package, value_get_text(draft, "subject", ""), day)));
        value_append(list, row);
    }
    value_set(task, "papers", list);
    return drafts != NULL;
}

static void add_choice(struct arena *arena, struct value *list, const char *id, const char *name)
{
    struct value *choice = value_map(arena);
    value_set_text(choice, "id", id);
    value_set_text(choice, "name", name);
    value_append(list, choice);
}

/* About whom somebody may ask for the kind: teams of the duty, or wards; none: it is about whose duty it is. NULL with err. */
static struct value *choices_of(struct turn *turn, const struct document_kind *kind, const struct value *task, int32_t day, struct err *err)
{
    struct value *list = value_list(turn->arena);
    const char *own = value_get_text(task, "unit", NULL), **wards = unit_standing(&turn->package->units, LEVEL_WARD, day, turn->arena, NULL);
    const struct value *teams = kind->each == LEVEL_TEAM ? team_list(turn, day, change_latest(turn->store), err) : value_list(turn->arena);
    const struct document_inputs inputs = {.day = day, .teams = teams, .occasion = task};
    const char **subjects = kind->each == LEVEL_TEAM && teams ? document_subjects(turn->arena, turn->package, kind, &inputs) : NULL;
    for (size_t i = 0; subjects && subjects[i]; i++)
        for (size_t t = 0; t < value_len(teams); t++)
            if (strcmp(value_get_text(value_at(teams, t), "id", ""), subjects[i]) == 0)
                add_choice(turn->arena, list, subjects[i], value_get_text(value_at(teams, t), "name", ""));
    bool one = own || document_is_at(kind, DOCUMENT_AT_DUTY) || value_get(kind->settings, "owed_words");
    for (size_t i = 0; kind->each != LEVEL_TEAM && (!one || (kind->each && !own)) && wards[i]; i++)
        add_choice(turn->arena, list, wards[i], unit_at(&turn->package->units, wards[i], day)->name);
    return teams ? list : NULL;
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
        struct value *choices = choices_of(turn, kind, stored, day, err);
        if (!choices)
            return false;
        value_set_text(row, "kind", kind->kind);
        value_set_text(row, "title", kind->title);
        value_set(row, "wards", choices);
        value_set_bool(row, "each", kind->each != LEVEL_NONE);
        value_append(list, row);
    }
    value_set(task, "on_demand", list);
    return add_papers(turn, task, day, err);
}
