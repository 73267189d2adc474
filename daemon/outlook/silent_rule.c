#include "outlook/silent_rule.h"

#include "base/arena.h"
#include "base/day.h"
#include "base/err.h"
#include "base/value.h"
#include "calendar/period.h"
#include "command/perform.h"
#include "contest/snapshot.h"
#include "contest/turn.h"
#include "outlook/choice_sql.h"
#include "outlook/month_rows.h"
#include "package/package.h"
#include "package/unread.h"
#include "record/level.h"
#include "run/run_job.h"
#include "store/change.h"
#include "store/store.h"
#include "worker/worker.h"

#include <string.h>

enum { WORDS_MAX = 20000 }; /* choices of one type */

/* One look at the contest. */
struct looking {
    struct turn *turn;
    struct arena *arena;
    int64_t sequence;
    struct month_rows months;
    struct value *found;
};

struct finding {
    const char *severity, *criterion, *what, *name;
    int64_t count;
};

static void add(struct looking *looking, const struct finding *finding, const char *vi, const char *en)
{
    struct value *map = value_map(looking->arena);
    value_set_text(map, "severity", finding->severity);
    value_set_text(map, "criterion", finding->criterion);
    value_set_text(map, "what", finding->what);
    value_set_text(map, "name", finding->name);
    value_set_int(map, "count", finding->count);
    value_set_text(map, "text", vi);
    value_set_text(map, "text_en", en);
    value_append(looking->found, map);
}

/* Over the whole contest: all that is there, against the target that holds at its end, as a check has it. */
static struct value *look_with(const struct looking *looking, struct value *job)
{
    const struct period_list *periods = looking->turn->periods;
    run_job_period(looking->arena, job, periods, period_find(periods, "contest"), RUN_PROVISIONAL);
    return job;
}

/* ---- filters and examples, as the rule's worker finds them ---- */

static void add_filter(struct looking *looking, const char *criterion, const struct value *said)
{
    struct arena *arena = looking->arena;
    const struct record_type *type = record_type_find(&looking->turn->package->types, value_get_text(said, "of", ""));
    long long rows = value_get_int(said, "rows", 0), matched = value_get_int(said, "matched", 0);
    if (!type || value_is_null(value_get(said, "matched")) || !rows)
        return;
    if (!matched)
        add(looking, &(struct finding){"warning", criterion, "filter_none", NULL, rows},
            arena_printf(arena, "điều kiện lọc (“Chỉ tính khi”, where) không nhận bản ghi nào trong %lld bản ghi “%s” từ đầu phong trào; xem lại điều kiện", rows, type->title),
            arena_printf(arena, "the filter (where) takes none of the %lld records of %s since the contest began; look at it again", rows, type->name));
    else if (matched == rows)
        add(looking, &(struct finding){"warning", criterion, "filter_all", NULL, rows},
            arena_printf(arena, "điều kiện lọc (“Chỉ tính khi”, where) nhận cả %lld bản ghi “%s” từ đầu phong trào nên chưa lọc gì; xem lại nếu lẽ ra phải có bản ghi bị loại", rows, type->title),
            arena_printf(arena, "the filter (where) takes all %lld records of %s since the contest began, it has left out none yet; look at it again if it should have", rows,
                         type->name));
}

static void add_examples(struct looking *looking, const char *criterion, const struct value *said)
{
    const char *examples = value_get_text(said, "examples", "");
    long long judged = value_get_int(said, "judged", 0);
    bool same = strcmp(examples, "same") == 0;
    if (!same && strcmp(examples, "apart") != 0)
        return;
    add(looking, &(struct finding){"warning", criterion, "examples", NULL, judged},
        arena_printf(looking->arena, same ? "cả %lld ví dụ ra một kết luận; thêm ví dụ sát mức giao ở cả hai bên"
                                          : "trong %lld ví dụ không ví dụ nào sát mức giao của nó (thêm hay bớt một bản ghi là đổi kết luận); thêm ví dụ như thế", judged),
        arena_printf(looking->arena, same ? "all %lld examples have one verdict; add examples close to the target on both sides"
                                          : "of %lld examples none is so close to its target that one record more or less turns its verdict; add one", judged));
}

/* ---- figures that never move ---- */

/* The figures of wards in all months: how many there are, 0 as soon as two differ. *ret_cell: one of them. */
static int64_t count_same(const struct looking *looking, const char *criterion, const struct value **ret_cell)
{
    const struct value *first = NULL;
    int64_t count = 0;
    for (size_t i = 0; i < looking->months.len; i++)
        for (size_t j = 0; j < value_len(looking->months.rows[i]); j++) {
            const struct value *row = value_at(looking->months.rows[i], j), *cell = value_get(value_get(row, "cells"), criterion);
            if (level_of(row) != LEVEL_WARD || value_is_null(value_get(cell, "num")))
                continue;
            first = first ? first : cell;
            if (!value_equal(value_get(cell, "num"), value_get(first, "num")) || !value_equal(value_get(cell, "den"), value_get(first, "den")))
                return 0;
            count++;
        }
    *ret_cell = first;
    return count;
}

/* Where no record is there yet, nothing could have moved. */
static void add_still(struct looking *looking, const char *criterion, const struct value *said)
{
    const struct value *cell;
    long long count = looking->months.len < 2 || !value_get_int(said, "rows", 0) ? 0 : count_same(looking, criterion, &cell);
    if (count < 4) /* two units in two months */
        return;
    const char *value = value_get_text(cell, "value", "");
    add(looking, &(struct finding){"warning", criterion, "still", NULL, count},
        arena_printf(looking->arena, "kết quả luôn là %s ở mọi đơn vị, mọi tháng đã tính (%lld kết quả) dù đã có bản ghi; xem lại cách đếm và các điều kiện (num, den, where)", value, count),
        arena_printf(looking->arena, "the figure is %lld/%lld of all units in all months that were run (%lld figures), though there are records; look at num, den, where again",
                     (long long)value_get_int(cell, "num", 0), (long long)value_get_int(cell, "den", 1), count));
}

/* Figures are looked at month by month: not of what is judged in weeks or phases alone. */
static bool is_of_months(const struct looking *looking, const struct value *criterion)
{
    const struct period_list *periods = looking->turn->periods;
    const struct period *last = NULL;
    for (size_t i = 0; i < periods->len; i++)
        last = periods->items[i].kind == PERIOD_MONTH ? &periods->items[i] : last;
    return last && snapshot_criterion_is_of(criterion, last);
}

static bool look_at_criteria(struct looking *looking, struct err *err)
{
    const struct package *package = package_on(looking->turn->package, looking->turn->package->until - 1, looking->arena);
    const struct value *criteria = snapshot_criteria(looking->turn->store, looking->arena, package, err);
    size_t count = package->criterion_count;
    if (!criteria)
        return false;
    const struct value **jobs = arena_alloc(looking->arena, (count + 1) * sizeof *jobs), **answers = arena_alloc(looking->arena, (count + 1) * sizeof *answers);
    for (size_t i = 0; i < count; i++)
        jobs[i] = look_with(looking, run_job(looking->arena, "lint", package, package->criteria[i].id, store_path(looking->turn->store), looking->sequence));
    worker_run(looking->turn->worker, looking->arena, jobs, count, answers);
    for (size_t i = 0; i < count; i++) {
        const struct value *error = value_get(answers[i], "error"), *said = value_get(answers[i], "ok");
        if (!value_is_null(error)) {
            call_error(err, value_get_text(error, "vi", "?"), value_get_text(error, "en", "?"));
            return false;
        }
        add_filter(looking, package->criteria[i].id, said);
        if (is_of_months(looking, value_at(criteria, i)))
            add_still(looking, package->criteria[i].id, said);
        add_examples(looking, package->criteria[i].id, said);
    }
    return true;
}

/* ---- parameters and choices ---- */

static void look_at_params(struct looking *looking)
{
    const struct param_list *targets = &looking->turn->package->targets;
    for (size_t i = 0; i < targets->len; i++)
        if (!param_unit(targets->items[i].name) && unread_param(looking->turn->package, targets->items[i].name))
            add(looking, &(struct finding){"warning", NULL, "param", targets->items[i].name, 1}, "không quy tắc, văn bản nào dùng tham số này",
                "no rule and no document uses this parameter");
}

static bool has_word(const struct value *rows, const char *field, const char *word)
{
    for (size_t i = 0; i < value_len(rows); i++) {
        const struct value *cell = value_at(value_at(rows, i), 1);
        if (strcmp(value_as_text(value_at(value_at(rows, i), 0)), field) == 0 && value_type(cell) == VALUE_TEXT && strcmp(value_as_text(cell), word) == 0)
            return true;
    }
    return false;
}

static void add_choices(struct looking *looking, const struct record_type *type, const struct field *field, const struct value *rows)
{
    struct arena *arena = looking->arena;
    const char *unused = "", *titles = "";
    size_t count = 0;
    for (size_t i = 0; i < field->choice_count; i++)
        if (!has_word(rows, field->name, field->choices[i])) {
            const char *between = count++ ? ", " : "", *title = field->choice_titles ? field->choice_titles[i] : field->choices[i];
            unused = arena_printf(arena, "%s%s%s", unused, between, field->choices[i]);
            titles = arena_printf(arena, "%s%s%s", titles, between, title);
        }
    if (!count)
        return;
    add(looking, &(struct finding){"note", NULL, "choices", arena_printf(arena, "%s.%s", type->name, field->name), (int64_t)count},
        arena_printf(arena, "%zu/%zu lựa chọn của “%s” (%s) chưa bản ghi nào dùng: %s", count, field->choice_count, field->title, type->title, titles),
        arena_printf(arena, "%zu of %zu choices of %s.%s stand in no record: %s", count, field->choice_count, type->name, field->name, unused));
}

static bool look_at_choices(struct looking *looking, struct err *err)
{
    const struct record_types *types = &looking->turn->package->types;
    const struct record_type **asked = arena_alloc(looking->arena, (types->len + 1) * sizeof *asked);
    const struct value **jobs = arena_alloc(looking->arena, (types->len + 1) * sizeof *jobs), **answers = arena_alloc(looking->arena, (types->len + 1) * sizeof *answers);
    size_t count = 0;
    for (size_t i = 0; i < types->len; i++) {
        const char *sql = choice_sql(looking->arena, &types->items[i]);
        if (!sql)
            continue;
        struct value *job = look_with(looking, run_job_sql(looking->arena, looking->turn->package, "records.ini", sql));
        value_set_text(job, "database", store_path(looking->turn->store));
        value_set_int(job, "sequence", looking->sequence);
        value_set_int(job, "limit", WORDS_MAX);
        asked[count] = &types->items[i];
        jobs[count++] = job;
    }
    worker_run(looking->turn->worker, looking->arena, jobs, count, answers);
    for (size_t i = 0; i < count; i++) {
        const struct value *error = value_get(answers[i], "error"), *rows = value_get(value_get(answers[i], "ok"), "rows");
        if (!value_is_null(error)) {
            call_error(err, value_get_text(error, "vi", "?"), value_get_text(error, "en", "?"));
            return false;
        }
        for (size_t j = 0; j < asked[i]->field_count && value_len(rows); j++)
            if (asked[i]->fields[j].choice_count)
                add_choices(looking, asked[i], &asked[i]->fields[j], rows);
    }
    return true;
}

struct value *silent_rule_list(struct turn *turn, struct err *err)
{
    struct looking looking = {.turn = turn, .arena = turn->arena, .found = value_list(turn->arena)};
    if (!change_version(turn->store, &looking.sequence, err) || !month_rows_read(turn, DAY_NEVER, &looking.months, err) || !look_at_criteria(&looking, err))
        return NULL;
    look_at_params(&looking);
    return look_at_choices(&looking, err) ? looking.found : NULL;
}
