#include "standing/suggest.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/err.h"
#include "base/problem.h"
#include "base/value.h"
#include "criterion/job.h"
#include "criterion/rule_line.h"
#include "evaluate/attribution.h"
#include "evaluate/criterion_check.h"
#include "evaluate/measure_scan.h"
#include "standing/suggestion.h"
#include "script/script.h"
#include "store/rule_reader.h"

#include <stdlib.h>
#include <string.h>

enum { CANDIDATES_MAX = 20000 }; /* teams and persons of one district */

static const struct script_words words = {"suggestion", NULL, 0};
static const char *const kinds[] = {"collective", "individual"};
static const char *const told[] = {"kind", "subject", "ward", "name"}; /* of every row; what else there is are figures */

struct candidate {
    const struct value *row;
    const char *kept_out, *says;
    int ward, kind; /* the ward's place in the period, the kind's in `kinds` */
    struct suggestion_keys keys;
    int64_t place; /* within ward and kind, from 1; 0 when kept out */
    bool tied;
};

struct candidates {
    struct candidate *items;
    size_t len;
};

/* ---- the rows ---- */

static bool check_columns(const struct suggestion *suggestion, const struct rule_rows *rows, struct err *err)
{
    if (suggestion->use_count && (rule_rows_column(rows, "criteria") >= 0 || rule_rows_column(rows, "own") >= 0))
        return err_set(err, "cột criteria, own trùng tên với kết quả của các chỉ tiêu trong uses; đặt tên khác", "a column criteria or own has the name of the figures that uses asks for; give it another name");
    for (size_t i = 0; i < LEN(told); i++)
        if (rule_rows_column(rows, told[i]) < 0)
            return err_set(err, "câu SQL phải trả các cột kind, subject, ward, name; thiếu %s", "the SQL must give the columns kind, subject, ward, name; %s is missing",
                           told[i]);
    return true;
}

/* A column that is NULL is left out: the sentence and the function then name it as missing. */
static struct value *row_of(const struct work *work, const struct rule_rows *rows)
{
    struct value *row = value_map(work->arena);
    for (int i = 0; i < rule_rows_columns(rows); i++) {
        int64_t number;
        enum value_type type = rule_rows_number(rows, i, &number);
        if (type == VALUE_INT)
            value_set_int(row, rule_rows_name(rows, i), number);
        else if (type == VALUE_TEXT)
            value_set_text(row, rule_rows_name(rows, i), rule_rows_text(rows, i));
    }
    return row;
}

/* What the criteria say of its ward. */
static const struct value *cells_of(const struct work *work, int ward)
{
    return value_get(work->job->used, work->territory->wards[ward]);
}

static bool take(const struct work *work, const struct suggestion *suggestion, const struct value *row, struct candidate *ret_candidate, struct err *err)
{
    const char *kind = value_get_text(row, "kind", ""), *ward = value_get_text(row, "ward", "");
    struct candidate candidate = {.row = row, .kept_out = value_get_text(row, "kept_out", NULL), .kind = strcmp(kind, kinds[0]) == 0 ? 0 : 1,
                                  .ward = attribution_ward(work->territory, ward)};
    if (strcmp(kind, kinds[candidate.kind]) != 0)
        return err_set(err, "kind “%s” không được; phải là %s hoặc %s", "kind “%s” is refused; it is %s or %s", kind, kinds[0], kinds[1]);
    if (candidate.ward < 0)
        return err_set(err, "ward “%s” không phải là đơn vị trong kỳ; lấy từ bảng home", "ward “%s” is no unit of the period; take it from the table home", ward);
    if (!*value_get_text(row, "subject", "") || !*value_get_text(row, "name", ""))
        return err_set(err, "có dòng thiếu subject hoặc name", "a row lacks subject or name");
    const char *subject = value_get_text(row, "subject", "");
    candidate.row = row = suggestion_row(work, suggestion, row, cells_of(work, candidate.ward), value_get(work->job->used, subject));
    candidate.says = suggestion_rank(work, row, &candidate.keys, err) ? suggestion_says(work, suggestion, row, err) : NULL;
    *ret_candidate = candidate;
    return candidate.says != NULL;
}

static bool add(const struct work *work, const struct suggestion *suggestion, const struct value *row, struct candidates *candidates, size_t *size, struct err *err)
{
    if (candidates->len == CANDIDATES_MAX)
        return err_set(err, "hơn %d tập thể, cá nhân; viết câu truy vấn hẹp lại", "more than %d candidates; make the query narrower", CANDIDATES_MAX);
    if (candidates->len == *size) {
        *size = *size ? 2 * *size : 128;
        candidates->items = arena_grow(work->arena, candidates->items, candidates->len * sizeof *candidates->items, *size * sizeof *candidates->items);
    }
    if (!take(work, suggestion, row, &candidates->items[candidates->len], err))
        return false;
    candidates->len++;
    return true;
}

static bool read_rows(const struct work *work, const struct suggestion *suggestion, struct candidates *ret_candidates, struct value *columns, struct err *err)
{
    const struct rule_piece piece = {work->job->criterion.file, "figures", rule_line_of_text(work->job, suggestion->figures), true, NULL};
    struct candidates candidates = {0};
    size_t size = 0;
    struct rule_rows *rows = rule_reader_foresee_teams(work->reader, err) ? rule_reader_prepare(work->reader, &piece, suggestion->figures, 0, err) : NULL;
    if (!rows)
        return false;
    measure_bind(work, rows, &work->job->period);
    bool row = false, good = check_columns(suggestion, rows, err) || measure_fail_at(&piece, err);
    for (int i = 0; i < rule_rows_columns(rows); i++)
        value_append(columns, value_text(work->arena, rule_rows_name(rows, i)));
    while (good && (good = rule_rows_step(rows, &row, err)) && row)
        good = add(work, suggestion, row_of(work, rows), &candidates, &size, err) || measure_fail_at(&piece, err);
    rule_rows_finish(rows);
    *ret_candidates = candidates;
    return good;
}

/* ---- their order ---- */

/* The same in every respect but who it is: equal ones stand by their ids, which is no order of merit. */
static int compare_merit(const struct candidate *a, const struct candidate *b)
{
    if (a->ward != b->ward)
        return a->ward < b->ward ? -1 : 1;
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    if (!a->kept_out != !b->kept_out)
        return a->kept_out ? 1 : -1;
    return suggestion_compare(&a->keys, &b->keys);
}

static int compare(const void *left, const void *right)
{
    const struct candidate *a = left, *b = right;
    int order = compare_merit(a, b);
    return order ? order : strcmp(value_get_text(a->row, "subject", ""), value_get_text(b->row, "subject", ""));
}

static void put_in_order(struct candidates *candidates)
{
    struct candidate *items = candidates->items;
    int64_t before = 0; /* how many of its ward and kind stand in front */
    if (candidates->len)
        qsort(items, candidates->len, sizeof *items, compare);
    for (size_t i = 0; i < candidates->len; i++) {
        bool goes_on = i > 0 && items[i].ward == items[i - 1].ward && items[i].kind == items[i - 1].kind;
        bool equal = goes_on && !items[i].kept_out && compare_merit(&items[i - 1], &items[i]) == 0;
        before = goes_on ? before + 1 : 0;
        items[i].tied = equal;
        if (equal)
            items[i - 1].tied = true;
        items[i].place = items[i].kept_out ? 0 : equal ? items[i - 1].place : before + 1;
    }
}

static struct value *candidate_value(struct arena *arena, const struct candidate *candidate)
{
    struct value *map = value_map(arena), *keys = value_list(arena);
    for (size_t i = 0; i < LEN(told); i++)
        value_set(map, told[i], value_get(candidate->row, told[i]));
    for (size_t i = 0; i < candidate->keys.len; i++)
        value_append(keys, value_int(arena, candidate->keys.items[i]));
    value_set(map, "place", candidate->place ? value_int(arena, candidate->place) : value_null(arena));
    value_set_bool(map, "tied", candidate->tied);
    value_set(map, "keys", keys);
    value_set_text(map, "says", candidate->says);
    value_set_text(map, "kept_out", candidate->kept_out);
    return map;
}

static struct value *answer_of(const struct work *work, const struct suggestion *suggestion, const struct candidates *candidates, struct problems *problems)
{
    struct value *answer = value_map(work->arena), *list = value_list(work->arena), *uses = value_list(work->arena);
    for (size_t i = 0; i < suggestion->use_count; i++)
        value_append(uses, value_text(work->arena, suggestion->uses[i]));
    if (suggestion->use_count)
        value_set(answer, "uses", uses);
    for (size_t i = 0; i < candidates->len; i++)
        value_append(list, candidate_value(work->arena, &candidates->items[i]));
    problems_sort(problems);
    value_set_text(answer, "title", suggestion->title);
    value_set_text(answer, "tie", suggestion->tie);
    value_set(answer, "candidates", problems->errors ? value_null(work->arena) : list);
    value_set(answer, "params", rule_reader_reads(work->reader, work->arena));
    value_set(answer, "problems", problems_to_value(problems, work->arena));
    return answer;
}

/* What rests on figures that nobody has measured yet would rank by nothing. */
static bool has_figures(const struct work *work, const struct suggestion *suggestion, struct err *err)
{
    if (!suggestion->use_count || !work->job->database || value_len(work->job->used))
        return true;
    return err_set(err, "%1$s dùng kết quả của chỉ tiêu %2$s, mà kỳ %3$s chưa được tính lần nào; tính bằng evaluate %3$s --stage provisional",
                   "%1$s uses the figures of criterion %2$s, and the period %3$s has not been evaluated yet; do it with evaluate %3$s --stage provisional",
                   work->job->criterion.file, suggestion->uses[0], work->job->period.id);
}

struct value *suggest(struct work *work, struct err *err)
{
    struct script_limits limits = script_limits_default();
    struct suggestion suggestion = {0};
    struct candidates candidates = {0};
    struct problems problems;
    struct value *table, *columns = value_list(work->arena);
    const struct job *job = work->job;
    limits.deadline_ms = job->deadline_ms;
    problems_init(&problems, work->arena);
    work->script = script_create(&limits, job->criterion.file, &words, err);
    bool good = work->script && script_run(work->script, work->arena, job->criterion.source, strlen(job->criterion.source), &table, err);
    if (good)
        suggestion_read(work, table, &suggestion, &problems);
    good = good && (problems.errors || (has_figures(work, &suggestion, err) && read_rows(work, &suggestion, &candidates, columns, err)));
    if (good && !problems.errors && !job->database)
        suggestion_check(work, &suggestion, columns, &problems);
    if (!good && job->database)
        return NULL;
    if (!good)
        criterion_check_add_err(job, &problems, NULL, 0, err);
    put_in_order(&candidates);
    return answer_of(work, &suggestion, &candidates, &problems);
}
