#include "run/sweep.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/err.h"
#include "base/param.h"
#include "base/text.h"
#include "base/value.h"
#include "calendar/period.h"
#include "contest/seal.h"
#include "contest/snapshot.h"
#include "contest/turn.h"
#include "package/package.h"
#include "run/reuse.h"
#include "run/run_job.h"
#include "run/stored_run.h"
#include "store/store.h"
#include "worker/worker.h"

#include <string.h>

struct sweep {
    struct turn *turn;
    const struct param *param;
    const char *criterion;
    const struct value *of; /* the criterion, of snapshot_criteria */
    struct value *values;
    struct value *heads;       /* [{period, title, stage, sealed, in_force}…] */
    const struct value **jobs; /* of each of them */
};

static const struct param *find_param(struct arena *arena, const struct package *package, const char *name, struct err *err)
{
    const struct param_list *targets = &package->targets;
    const struct param *param = param_find(targets, name);
    size_t len;
    const char **names = param_names(targets, arena, &len), *near = param ? NULL : text_nearest(name, names, len);
    if (!param)
        err_set(err, "targets.ini không có “%s”%s%s%s", "targets.ini has no “%s”%s%s%s", name, near ? " (" : "", near ? near : "", near ? "?)" : "");
    else if (strcmp(param->type, "percent") != 0 && strcmp(param->type, "number") != 0)
        err_set(err, "“%s” không phải là tỷ lệ hay số nên không có dãy giá trị; sửa targets.ini rồi xem bằng rules preview targets.ini",
                "“%s” is neither a share nor a number, so there is no row of values; change targets.ini and look with rules preview targets.ini", name);
    else if (param_unit(name) && strcmp(param_unit(name), package->district) == 0)
        err_set(err, "“%s” là mức riêng của đơn vị tổng hợp nên không đổi đơn vị nào đạt; sửa targets.ini rồi xem bằng rules preview targets.ini",
                "“%s” is the value of the unit that sums up, so it changes no unit that meets it; change targets.ini and look with rules preview targets.ini", name);
    else
        return param;
    return NULL;
}

/* Whether wards or teams are held against the parameter: it is their target, or a rule's own function asks for it. */
static bool holds_against(const struct value *facts, const char *param)
{
    const char *const targets[] = {value_get_text(facts, "target", ""), value_get_text(facts, "share_target", "")};
    size_t len = strcspn(param, " "); /* of one unit's value: the one for all, beside which it stands */
    for (size_t i = 0; i < LEN(targets); i++)
        if (strlen(targets[i]) == len && strncmp(targets[i], param, len) == 0)
            return true;
    const struct value *params = value_get(facts, "params");
    for (size_t i = 0; i < value_len(params) && strcmp(value_get_text(facts, "judge", ""), "function") == 0; i++)
        if (strcmp(value_as_text(value_at(params, i)), param) == 0)
            return true;
    return false;
}

static bool must_count(const char *param, struct err *err)
{
    return err_set(err, "“%s” quyết định bản ghi nào, tổ nào được đếm nên phải đếm lại; sửa targets.ini rồi xem bằng rules preview targets.ini",
                   "“%s” decides which records or teams count, so they must be counted again; change targets.ini and look with rules preview targets.ini",
                   param);
}

/* A grade moves no verdict, which is what a row of values counts. */
static bool is_grade(const struct value *criteria, const char *param)
{
    bool found = false;
    for (size_t i = 0; i < value_len(criteria); i++)
        found = found || snapshot_facts_grade_by(value_get(value_at(criteria, i), "facts"), param);
    return found;
}

/* Whether one of its versions is. */
static bool some_holds_against(const struct value *criterion, const char *param)
{
    const struct value *versions = value_get(criterion, "versions");
    bool holds = holds_against(value_get(criterion, "facts"), param);
    for (size_t i = 0; i < value_len(versions); i++)
        holds = holds || holds_against(value_get(value_at(versions, i), "facts"), param);
    return holds;
}

/* The criterion, of snapshot_criteria. */
static bool find_criterion(const struct value *criteria, const struct sweep_question *question, const struct value **ret_criterion,
                           struct err *err)
{
    const struct value *found = NULL;
    for (size_t i = 0; i < value_len(criteria); i++) {
        const struct value *criterion = value_at(criteria, i);
        const char *id = value_get_text(criterion, "id", "");
        if (!some_holds_against(criterion, question->param) || (question->criterion && strcmp(id, question->criterion) != 0))
            continue;
        if (found)
            return err_set(err, "“%1$s” dùng cho cả chỉ tiêu %2$s và %3$s; ghi --criterion %2$s", "“%1$s” is used by the criteria %2$s and %3$s; give --criterion %2$s",
                           question->param, value_get_text(found, "id", ""), id);
        found = criterion;
    }
    *ret_criterion = found;
    if (!found && is_grade(criteria, question->param))
        return err_set(err, "“%s” là mức giao của một mức trên đạt (grades), đổi nó không đổi đánh giá nào; sửa targets.ini rồi xem bằng rules preview targets.ini",
                       "“%s” is the target of a grade above met, another value moves no verdict; change targets.ini and look with rules preview targets.ini", question->param);
    if (found || !question->criterion)
        return found || must_count(question->param, err);
    return err_set(err, "chỉ tiêu %s không lấy “%s” làm mức giao", "criterion %s is not held against “%s”", question->criterion, question->param);
}

/* The units that another value of the parameter does not move, for they have one of their own on the day. */
static struct value *own_units(const struct sweep *sweep, int32_t day)
{
    const struct param_list *targets = &sweep->turn->package->targets;
    struct value *list = value_list(sweep->turn->arena);
    for (size_t i = 0; i < targets->len && !param_unit(sweep->param->name); i++) {
        const char *unit = param_unit(targets->items[i].name);
        if (unit && param_own(targets, sweep->param->name, unit, day) == &targets->items[i])
            value_append(list, value_text(sweep->turn->arena, unit));
    }
    return list;
}

static bool head_of(const struct sweep *sweep, const struct period *period, const char *stage, struct value **ret_head, struct err *err)
{
    struct arena *arena = sweep->turn->arena;
    const struct value *seal = period->phase ? seal_latest_head(sweep->turn->store, arena, period->phase->id, err) : value_null(arena);
    const struct param_entry *entry = param_at(sweep->param, period->until - 1);
    if (!seal)
        return false;
    struct value *head = value_map(arena);
    value_set_text(head, "period", period->id);
    value_set_text(head, "title", period_title(period, arena));
    value_set_text(head, "stage", stage);
    value_set_bool(head, "sealed", !value_is_null(seal));
    value_set_text(head, "in_force", entry ? entry->value : NULL);
    value_set(head, "own", own_units(sweep, period->until - 1));
    *ret_head = head;
    return true;
}

/* The period's newest figures as a job; a period without any is left out. */
static bool add_period(struct sweep *sweep, const struct period *period, struct err *err)
{
    struct turn *turn = sweep->turn;
    struct value *head, *swept = value_map(turn->arena);
    const struct value *run = stored_run_head(turn->store, turn->arena, period->id, err);
    if (!run || value_is_null(run))
        return run != NULL;
    const struct value *rows = stored_run_rows(turn->store, turn->arena, value_get_int(run, "id", 0), true, err);
    const char *stage_name = value_get_text(run, "stage", "");
    enum run_stage stage = RUN_PROVISIONAL;
    run_stage_parse(stage_name, &stage);
    struct value *figures = rows ? reuse_ward_figures(turn->arena, rows, sweep->criterion) : NULL;
    if (!figures || !head_of(sweep, period, stage_name, &head, err))
        return false;
    if (!value_len(figures) || !snapshot_criterion_is_of(sweep->of, period) || !holds_against(snapshot_criterion_facts(sweep->of, period->until - 1), sweep->param->name))
        return true; /* the rule is newer than the run, not judged in such periods, or its version of that day is not held against it */
    value_set_text(swept, "param", sweep->param->name);
    value_set(swept, "values", sweep->values);
    value_set(swept, "figures", figures);
    struct value *job = run_job(turn->arena, "sweep", run_package(turn->package, period, turn->arena), sweep->criterion, store_path(turn->store), value_get_int(run, "sequence", 0));
    run_job_period(turn->arena, job, turn->periods, period, stage);
    value_set(job, "sweep", swept);
    sweep->jobs[value_len(sweep->heads)] = job;
    value_append(sweep->heads, head);
    return true;
}

static bool add_periods(struct sweep *sweep, const char *only, struct err *err)
{
    const struct period_list *periods = sweep->turn->periods;
    sweep->heads = value_list(sweep->turn->arena);
    sweep->jobs = arena_alloc(sweep->turn->arena, (periods->len + 1) * sizeof *sweep->jobs);
    for (size_t i = 0; i < periods->len; i++)
        if ((!only || strcmp(periods->items[i].id, only) == 0) && !add_period(sweep, &periods->items[i], err))
            return false;
    return value_len(sweep->heads) || err_set(err, "chưa có kỳ nào được tính để thử; tính bằng evaluate, hoặc chờ đến hạn (schedule)",
                                              "no such period was run yet; run one with evaluate, or wait until it is due (schedule)");
}

/* ---- the answer ---- */

static bool is_same(const struct value *answer)
{
    return value_get_bool(value_get(answer, "ok"), "same", true);
}

static bool check_answer(const struct sweep *sweep, const struct value *answer, struct err *err)
{
    const struct value *error = value_get(answer, "error"), *ok = value_get(answer, "ok");
    if (!value_is_null(error))
        return err_set(err, "%1$s%2$.0s", "%2$s%1$.0s", value_get_text(error, "vi", "?"), value_get_text(error, "en", "?"));
    if (value_get_bool(ok, "counted", false))
        return must_count(sweep->param->name, err);
    return !is_same(answer) || value_len(value_get(ok, "values")) == value_len(sweep->values) ||
           err_set(err, "tiến trình đánh giá trả lời thiếu", "the worker's answer is not whole");
}

/* Leaves out the periods whose teams another rule counted, and says which. */
static bool leave_out(struct sweep *sweep, const struct value **answers, struct value **ret_left_out, struct err *err)
{
    struct value *heads = value_list(sweep->turn->arena), *left_out = value_list(sweep->turn->arena);
    for (size_t i = 0; i < value_len(sweep->heads); i++) {
        if (!is_same(answers[i])) {
            value_append(left_out, value_at(sweep->heads, i));
            continue;
        }
        answers[value_len(heads)] = answers[i];
        value_append(heads, value_at(sweep->heads, i));
    }
    sweep->heads = heads;
    *ret_left_out = left_out;
    return value_len(heads) || err_set(err, "các tổ được tính theo quy tắc khác quy tắc đang áp dụng nên không đánh giá lại được; sửa targets.ini rồi xem bằng rules preview targets.ini",
                                       "the teams were counted by another rule than the one in force, so they cannot be judged again; change targets.ini and look with rules preview targets.ini");
}

static struct value *period_answer(const struct sweep *sweep, const struct value *head, const struct value *counts, const char *value)
{
    static const char *const kinds[] = {"met", "missed", "other"};
    struct value *map = value_map(sweep->turn->arena);
    int64_t of = 0;
    value_set(map, "period", value_get(head, "period"));
    value_set(map, "stage", value_get(head, "stage"));
    value_set(map, "sealed", value_get(head, "sealed"));
    value_set_bool(map, "in_force", sweep_same(value, value_get_text(head, "in_force", "")));
    for (size_t i = 0; i < LEN(kinds); i++) {
        value_set(map, kinds[i], value_get(counts, kinds[i]));
        of += value_get_int(counts, kinds[i], 0);
    }
    value_set_int(map, "of", of);
    return map;
}

static struct value *values_answer(const struct sweep *sweep, const struct value *const *answers)
{
    struct arena *arena = sweep->turn->arena;
    const struct param_entry *now = param_at(sweep->param, instant_day(clock_now(sweep->turn->clock)));
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(sweep->values); i++) {
        const char *text = value_as_text(value_at(sweep->values, i));
        struct value *one = value_map(arena), *periods = value_list(arena);
        for (size_t j = 0; j < value_len(sweep->heads); j++)
            value_append(periods, period_answer(sweep, value_at(sweep->heads, j), value_at(value_get(value_get(answers[j], "ok"), "values"), i), text));
        value_set_text(one, "value", text);
        value_set_bool(one, "in_force", now && sweep_same(text, now->value));
        value_set(one, "periods", periods);
        value_append(list, one);
    }
    return list;
}

static struct value *dates_answer(const struct sweep *sweep)
{
    struct arena *arena = sweep->turn->arena;
    struct value *list = value_list(arena);
    for (size_t i = 0; i < sweep->param->len; i++) {
        const struct param_entry *entry = &sweep->param->entries[i];
        struct value *map = value_map(arena);
        value_set_text(map, "from", day_text(arena, entry->from));
        value_set_text(map, "value", *entry->value ? entry->value : NULL);
        value_set_text(map, "reference", *entry->value ? entry->reference : NULL);
        value_append(list, map);
    }
    return list;
}

struct value *sweep_make(struct turn *turn, const struct sweep_question *question, struct err *err)
{
    struct sweep sweep = {.turn = turn, .param = find_param(turn->arena, turn->package, question->param, err)};
    const struct value *criteria = sweep.param ? snapshot_criteria(turn->store, turn->arena, turn->package, err) : NULL;
    if (!criteria || !find_criterion(criteria, question, &sweep.of, err) || !(sweep.values = sweep_values(turn->arena, sweep.param, question, err)))
        return NULL;
    sweep.criterion = value_get_text(sweep.of, "id", "");
    if (!add_periods(&sweep, question->period, err))
        return NULL;
    size_t count = value_len(sweep.heads);
    const struct value **answers = arena_alloc(turn->arena, count * sizeof *answers);
    worker_run(turn->worker, turn->arena, sweep.jobs, count, answers);
    for (size_t i = 0; i < count; i++)
        if (!check_answer(&sweep, answers[i], err))
            return NULL;
    struct value *answer = value_map(turn->arena), *left_out;
    if (!leave_out(&sweep, answers, &left_out, err))
        return NULL;
    value_set_text(answer, "name", sweep.param->name);
    value_set_text(answer, "title", sweep.param->title);
    value_set_text(answer, "type", sweep.param->type);
    value_set_text(answer, "criterion", sweep.criterion);
    value_set_text(answer, "criterion_title", snapshot_criterion_title(sweep.of));
    value_set(answer, "dates", dates_answer(&sweep));
    value_set(answer, "periods", sweep.heads);
    value_set(answer, "left_out", left_out);
    value_set(answer, "values", values_answer(&sweep, answers));
    return answer;
}
