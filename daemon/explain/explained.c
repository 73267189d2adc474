#include "explain/explained.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/err.h"
#include "base/value.h"
#include "calendar/period.h"
#include "command/belongs.h"
#include "command/perform.h"
#include "command/permission.h"
#include "command/person_figure.h"
#include "command/private_reading.h"
#include "contest/snapshot.h"
#include "explain/evidence_record.h"
#include "explain/explain_beside.h"
#include "package/package.h"
#include "record/level.h"
#include "record/record_type.h"
#include "run/result.h"
#include "run/run_job.h"
#include "run/shortfall_text.h"
#include "store/store.h"
#include "worker/worker.h"

#include <string.h>

enum { EVIDENCE_ROWS = 1000 }; /* when nobody says how many */

/* What the result's run was made with. */
struct then {
    const struct package *whole, *package; /* package: with its rules as they judge the period */
    const struct period_list *periods;
    const struct period *period;
};

static bool read_then(struct command_call *call, const struct value *result, const struct result_id *id,
                      struct then *ret_then, struct err *err)
{
    struct then then;
    then.package = snapshot_past(call->snapshot, call->store, value_get_text(result, "package", ""), &then.periods, err);
    if (!then.package)
        return false;
    then.period = period_find(then.periods, id->period);
    then.whole = then.package;
    if (then.period)
        then.package = run_package(then.package, then.period, call->arena);
    *ret_then = then;
    return then.period || err_set(err, "gói quy tắc của lần tính ấy không có kỳ %s",
                                  "the package of that run has no period %s", id->period);
}

static const struct value *measure(struct command_call *call, const struct then *then,
                                   const struct result_id *id, const struct value *result, struct err *err)
{
    enum run_stage stage;
    const struct value *answer;
    const struct package *now; /* what is private, the package in force says */
    const struct period_list *periods;
    if (!call_contest(call, &now, &periods, err))
        return NULL;
    run_stage_parse(id->stage, &stage);
    struct value *job =
        run_job(call->arena, "explain", then->package, id->criterion, store_path(call->store), value_get_int(result, "sequence", 0));
    run_job_period(call->arena, job, then->periods, then->period, stage);
    if (!run_job_used(call->arena, job, call->store, value_get_int(result, "run", 0), id->criterion, err))
        return NULL;
    value_set_text(job, "subject", id->subject);
    value_set(job, "private", record_private_value(&now->types, call->arena));
    value_set_int(job, "limit", call_number(call, "limit", call_gives_file(call) ? CALL_FILE_ROWS : EVIDENCE_ROWS));
    worker_run(call->worker, call->arena, (const struct value *const[]){job}, 1, &answer);
    const struct value *failed = value_get(answer, "error");
    if (!failed)
        return value_get(answer, "ok");
    call_error(err, value_get_text(failed, "vi", ""), value_get_text(failed, "en", ""));
    err_prefix(err, "không tính lại được", "could not be computed again");
    return NULL;
}

/* "same", or the name of the first figure that differs. */
static const char *compare(const struct value *stored, const struct value *again)
{
    static const char *const figures[] = {"num", "den", "value", "target", "verdict", "grade"};
    for (size_t i = 0; i < LEN(figures); i++)
        if (!value_equal(value_get(stored, figures[i]), value_get(again, figures[i])))
            return figures[i];
    return "same";
}

/* The parameters that were read, each with what the package calls it. */
static struct value *titled_params(struct command_call *call, const struct then *then, const struct value *params)
{
    struct value *list = value_list(call->arena);
    for (size_t i = 0; i < value_len(params); i++) {
        struct value *entry = value_copy(call->arena, value_at(params, i));
        const struct param *param = param_find(&then->package->targets, value_get_text(entry, "name", ""));
        value_set_text(entry, "title", param ? param->title : NULL);
        value_append(list, entry);
    }
    return list;
}

/* The rows behind it; an error of the rule has none, its sentence is in `says`. A run from before it was
 * stored what a target still takes is told it here. */
static bool add_evidence(struct command_call *call, const struct then *then, const struct result_id *id,
                         struct value *result, struct err *err)
{
    if (strcmp(value_get_text(result, "verdict", ""), "error") == 0)
        return true;
    const struct value *measured = measure(call, then, id, result, err);
    if (!measured)
        return false;
    const struct value *again = value_get(measured, "result");
    value_set_text(result, "replay", compare(result, again));
    static const char *const scaled[] = {"decimals"};
    value_set(result, "needed", value_get(again, "needed"));
    value_take_some(result, again, scaled, LEN(scaled));
    value_set(result, "reachable", value_get(again, "reachable"));
    value_set(result, "of_next", value_get(measured, "of_next"));
    value_set(result, "targets", titled_params(call, then, value_get(measured, "params")));
    value_set(result, "evidence", value_get(measured, "evidence"));
    return true;
}

/* Beside the rows: which of them are records that whoever asks may look at. */
static bool add_records(struct command_call *call, const struct then *then, struct value *result, struct err *err)
{
    const struct value *evidence = value_get(result, "evidence");
    const struct value *records = evidence ? evidence_records(call, &then->package->types, evidence, err) : NULL;
    if (!records)
        return !evidence;
    struct value *with = value_map(call->arena); /* its rows, which may be many, stay where they are */
    for (size_t i = 0; i < value_len(evidence); i++)
        value_set(with, value_key(evidence, i), value_item(evidence, i));
    value_set(with, "records", records);
    value_set(result, "evidence", with);
    return true;
}

/* A file that is not all of it is one that was asked to be so. */
static bool check_file(const struct command_call *call, const struct value *result, struct err *err)
{
    const struct value *evidence = value_get(result, "evidence");
    size_t len = value_len(value_get(evidence, "rows"));
    if (!call_gives_file(call) || value_get(call->arguments, "limit") || value_get_int(evidence, "total", 0) <= (int64_t)len)
        return true;
    return err_set(err, "có %lld dòng, một tệp nhiều nhất %zu; ghi --limit %zu để chỉ lấy những dòng đầu",
                   "there are %lld rows, a file has at most %zu; give --limit %zu for the first of them",
                   (long long)value_get_int(evidence, "total", 0), len, len);
}

static const struct value *facts_of(const struct value *criteria, const char *criterion)
{
    for (size_t i = 0; i < value_len(criteria); i++)
        if (strcmp(value_get_text(value_at(criteria, i), "id", ""), criterion) == 0)
            return value_get(value_at(criteria, i), "facts");
    return NULL;
}

/* The names of the teams in one column of the evidence; they are records, not the package's. */
static bool name_teams(struct command_call *call, const struct then *then, const struct value *rows, size_t column,
                       struct value *names, struct err *err)
{
    for (size_t i = 0; i < value_len(rows); i++) {
        const struct value *cell = value_at(value_at(rows, i), column);
        if (value_type(cell) != VALUE_TEXT || value_get(names, value_as_text(cell)))
            continue;
        const struct value *team = store_row(call->store, call->arena, err, QUERY_BUILTIN_ROSTER_UNIT, "tit",
                                             value_as_text(cell), (int64_t)then->period->until - 1,
                                             level_chain_id(&then->package->chain, LEVEL_TEAM));
        if (!team)
            return false;
        value_set_text(names, value_as_text(cell), value_get_text(team, "name", value_as_text(cell)));
    }
    return true;
}

static bool name_evidence(struct command_call *call, const struct then *then, const struct value *evidence,
                          struct value *names, struct err *err)
{
    const struct value *columns = value_get(evidence, "columns");
    for (size_t i = 0; i < value_len(columns); i++)
        if (strcmp(value_get_text(value_at(columns, i), "type", ""), "unit") == 0 &&
            !name_teams(call, then, value_get(evidence, "rows"), i, names, err))
            return false;
    return true;
}

/* {id: name} of the units on the period's last day, for the tables that people read. */
static struct value *names_of(struct command_call *call, const struct then *then)
{
    struct value *names = value_map(call->arena);
    const struct units *units = &then->package->units;
    for (size_t i = 0; i < units->fact_count; i++) {
        const struct unit_fact *unit = unit_at(units, units->facts[i].id, then->period->until - 1);
        value_set_text(names, units->facts[i].id, unit ? unit->name : units->facts[i].name);
    }
    return names;
}

/* Where the evidence names the criteria that the figure was made of: what they are called. */
static void title_used(struct command_call *call, const struct value *criteria, const struct value *facts, struct value *result)
{
    const struct value *evidence = value_get(result, "evidence");
    struct value *columns = value_list(call->arena), *with = value_map(call->arena), *words = value_map(call->arena);
    if (!evidence || !value_get(facts, "uses"))
        return;
    for (size_t i = 0; i < value_len(criteria); i++)
        value_set_text(words, value_get_text(value_at(criteria, i), "id", ""),
                       arena_printf(call->arena, "%s. %s", value_get_text(value_at(criteria, i), "id", ""), snapshot_criterion_title(value_at(criteria, i))));
    for (size_t i = 0; i < value_len(value_get(evidence, "columns")); i++) {
        struct value *column = value_copy(call->arena, value_at(value_get(evidence, "columns"), i));
        if (strcmp(value_get_text(column, "name", ""), "criterion") == 0)
            value_set(column, "words", words);
        value_append(columns, column);
    }
    for (size_t i = 0; i < value_len(evidence); i++)
        value_set(with, value_key(evidence, i), value_item(evidence, i));
    value_set(with, "columns", columns);
    value_set(result, "evidence", with);
}

/* What a unit's share is made of are persons: their own results, or whether each counts in a coverage. Not for all who read the unit's; how many there are is no secret. */
static bool hide_members(struct command_call *call, const struct then *then, const struct value *facts, struct value *result, struct err *err)
{
    const struct value *evidence = value_get(result, "evidence");
    const char *subject = value_get_text(result, "subject", ""), *unit = subject;
    bool whole = strcmp(subject, then->package->district) == 0, of_members = strcmp(value_get_text(facts, "subject", ""), LEVEL_MEMBER_ID) == 0;
    bool shut = call->readings && call->readings->shut; /* what cannot be noted is not shown */
    if (!evidence || level_of(result) == LEVEL_MEMBER || !(of_members || evidence_is_of_persons(&then->package->types, value_get(evidence, "columns"))))
        return true;
    if (level_of(result) > LEVEL_WARD && !belongs_unit(call, subject, &unit, err))
        return false;
    struct value *with = value_copy(call->arena, evidence), *masked = value_map(call->arena);
    if (!shut && permission_members(call->caller, &then->package->types, whole ? NULL : unit)) {
        value_set_bool(with, PERSON_FIGURE_ROWS, true); /* who reads them is noted */
        value_set(result, "evidence", with);
        return true;
    }
    value_set(with, "rows", value_list(call->arena));
    value_set(with, "records", value_list(call->arena)); /* one for each row */
    value_set(result, "evidence", with);
    value_set_text(masked, "vi", "các dòng là kết quả của từng người: người nhập, người xác nhận của đơn vị và lãnh đạo mới xem được");
    value_set_text(masked, "en", "the rows are results of persons: the unit's officers, reviewers and leaders see them");
    value_set(result, "masked", masked);
    return true;
}

static bool add_words(struct command_call *call, const struct then *then, const struct result_id *id,
                      struct value *result, struct err *err)
{
    const struct value *criteria = snapshot_criteria(call->store, call->arena, then->package, err);
    enum query query = level_of(result) == LEVEL_MEMBER ? QUERY_BUILTIN_ROSTER_MEMBER : QUERY_BUILTIN_UNIT_NAME;
    const struct value *unit = criteria ? store_row(call->store, call->arena, err, query, "ti", id->subject, (int64_t)then->period->until - 1) : NULL;
    if (!unit)
        return false;
    const struct value *facts = facts_of(criteria, id->criterion);
    struct value *names = names_of(call, then);
    const char *name = value_get_text(names, id->subject, value_get_text(unit, "name", NULL));
    value_set_text(result, "title", value_get_text(facts, "title", NULL));
    value_set_text(result, "subject_name", name);
    value_set_text(result, "period_title", period_title(then->period, call->arena));
    if (!name_evidence(call, then, value_get(result, "evidence"), names, err))
        return false;
    title_used(call, criteria, facts, result);
    if (!hide_members(call, then, facts, result, err))
        return false;
    value_set(result, "names", names);
    result_note_end(result, then->package, then->period, instant_day(clock_now(call->clock)));
    shortfall_text_add(call->arena, result, value_get_text(facts, "counts", NULL));
    return true;
}

/* Where the criterion has several versions: which one judged the period. */
static void add_version(struct command_call *call, const struct then *then, const struct result_id *id, struct value *result)
{
    for (size_t i = 0; i < then->whole->criterion_count; i++) {
        const struct criterion_source *first = &then->whole->criteria[i], *version = &then->package->criteria[i];
        if (!first->next || strcmp(first->id, id->criterion) != 0)
            continue;
        value_set_text(result, "rule_file", version->path);
        value_set_text(result, "rule_from", day_text(call->arena, version->from));
    }
}

struct value *explained_result(struct command_call *call, const struct period_list *periods, const char *name, struct err *err)
{
    struct result_id id;
    struct then then;
    if (!result_id_parse(call->arena, name, &id, err))
        return NULL;
    struct value *result = result_get(call->store, call->arena, periods, &id, err);
    if (!result)
        return NULL;
    if (value_is_null(result)) {
        err_set(err, "chưa có kết quả “%s”; xem “thiduactl results”",
                "there is no result “%s” yet; see “thiduactl results”", name);
        return NULL;
    }
    if (!read_then(call, result, &id, &then, err))
        return NULL;
    add_version(call, &then, &id, result);
    return add_evidence(call, &then, &id, result, err) && check_file(call, result, err) &&
                   add_records(call, &then, result, err) && add_words(call, &then, &id, result, err) &&
                   explain_add_beside(call, &(struct explain_then){then.package, periods, then.period, &id}, result, err)
               ? result
               : NULL;
}
