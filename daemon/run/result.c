#include "run/result.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/err.h"
#include "base/json.h"
#include "base/text.h"
#include "base/value.h"
#include "calendar/period.h"
#include "package/package.h"
#include "run/run_stage.h"
#include "store/store.h"

#include <stdlib.h>
#include <string.h>

static const char *const levels[] = {"ward", "team", "district"};

/* Wards in the package's order, then teams, the district last. */
size_t result_rank(const struct package *package, const char *subject, const char *level)
{
    const struct units *units = &package->units;
    return strcmp(level, "district") == 0 ? units->fact_count + 1 : unit_place(units, subject);
}

struct ranked {
    size_t rank;
    const struct value *row;
};

static int by_rank(const void *a, const void *b)
{
    const struct ranked *x = a, *y = b;
    if (x->rank != y->rank)
        return x->rank < y->rank ? -1 : 1;
    return strcmp(value_get_text(x->row, "subject", ""), value_get_text(y->row, "subject", ""));
}

static struct value *row_read(struct arena *arena, const struct package *package, const struct period *period,
                              const struct value *stored, struct err *err)
{
    const char *subject = value_get_text(stored, "subject", "");
    const char *text = value_get_text(stored, "cells", "");
    const struct value *cells = json_parse(arena, text, strlen(text), err);
    if (!cells) {
        err_prefix(err, "kết quả đã lưu của %s", "the stored result of %s", subject);
        return NULL;
    }
    const struct unit_fact *unit = unit_at(&package->units, subject, period->until - 1);
    struct value *row = value_map(arena);
    value_set_text(row, "subject", subject);
    value_set_text(row, "level", value_get_text(stored, "level", ""));
    value_set_text(row, "name", unit ? unit->name : subject);
    value_set(row, "cells", cells);
    return row;
}

struct value *result_rows(struct store *store, struct arena *arena, const struct package *package,
                          const struct period *period, int64_t run, struct err *err)
{
    const struct value *stored = store_rows(store, arena, err, QUERY_RESULT_OF_RUN, "i", run);
    if (!stored)
        return NULL;
    size_t len = value_len(stored);
    struct ranked *ranked = arena_alloc(arena, (len + 1) * sizeof *ranked);
    for (size_t i = 0; i < len; i++) {
        const struct value *row = row_read(arena, package, period, value_at(stored, i), err);
        if (!row)
            return NULL;
        ranked[i].row = row;
        ranked[i].rank =
            result_rank(package, value_get_text(row, "subject", ""), value_get_text(row, "level", ""));
    }
    qsort(ranked, len, sizeof *ranked, by_rank);
    struct value *rows = value_list(arena);
    for (size_t i = 0; i < len; i++)
        value_append(rows, ranked[i].row);
    return rows;
}

static struct value *with_receipt(struct arena *arena, struct value *run, struct err *err)
{
    if (!run || value_is_null(run))
        return run;
    const char *text = value_get_text(run, "receipt", "{}");
    const struct value *receipt = json_parse(arena, text, strlen(text), err);
    if (!receipt)
        return NULL;
    value_set(run, "receipt", receipt);
    return run;
}

struct value *result_latest_run(struct store *store, struct arena *arena, const char *period,
                                const char *stage, struct err *err)
{
    return with_receipt(arena, store_row(store, arena, err, QUERY_RUN_LATEST, "tt", period, stage), err);
}

struct value *result_run(struct store *store, struct arena *arena, int64_t run, struct err *err)
{
    return with_receipt(arena, store_row(store, arena, err, QUERY_RUN_GET, "i", run), err);
}

/* "1.1, 1.2, 2.1": what may be given instead of an unknown word. */
static bool refuse(struct arena *arena, const char *what_vi, const char *what_en, const char *word,
                   const char *const *known, size_t count, struct err *err)
{
    struct buffer list = {0};
    for (size_t i = 0; i < count; i++)
        buffer_printf(&list, "%s%s", i > 0 ? ", " : "", known[i]);
    const char *words = arena_strdup(arena, buffer_text(&list));
    buffer_finish(&list);
    return err_set(err, "không có %1$s “%3$s”%2$.0s; các giá trị đúng: %4$s",
                   "there is no %2$s “%3$s”%1$.0s; it is one of: %4$s", what_vi, what_en, word, words);
}

static bool check(struct arena *arena, const char *what_vi, const char *what_en, const char *word,
                  const char *const *known, size_t count, struct err *err)
{
    return !word || text_place(word, known, count) >= 0 ||
           refuse(arena, what_vi, what_en, word, known, count, err);
}

static bool check_period(struct arena *arena, const struct period_list *periods, const char *word,
                         struct err *err)
{
    const char **known = arena_alloc(arena, (periods->len + 1) * sizeof *known);
    for (size_t i = 0; i < periods->len; i++)
        known[i] = periods->items[i].id;
    return check(arena, "kỳ", "period", word, known, periods->len, err);
}

static bool check_criterion(struct arena *arena, const struct package *package, const char *word,
                            struct err *err)
{
    const char **known = arena_alloc(arena, (package->criterion_count + 1) * sizeof *known);
    for (size_t i = 0; i < package->criterion_count; i++)
        known[i] = package->criteria[i].id;
    return check(arena, "tiêu chí", "criterion", word, known, package->criterion_count, err);
}

/* A unit of the package, or a team that the records know; the advice names wards and the district. */
static bool check_subject(struct store *store, struct arena *arena, const struct package *package,
                          const char *word, struct err *err)
{
    const struct units *units = &package->units;
    if (!word || unit_at(units, word, package->from))
        return true;
    const struct value *teams = store_rows(store, arena, err, QUERY_HOUSE_TEAMS, "");
    if (!teams)
        return false;
    for (size_t i = 0; i < value_len(teams); i++)
        if (strcmp(value_get_text(value_at(teams, i), "unit_id", ""), word) == 0)
            return true;
    const char **known = arena_alloc(arena, (units->fact_count + 1) * sizeof *known);
    size_t count = 0;
    for (size_t i = 0; i < units->fact_count; i++)
        if (count == 0 || strcmp(known[count - 1], units->facts[i].id) != 0)
            known[count++] = units->facts[i].id;
    return refuse(arena, "đơn vị", "subject", word, known, count, err);
}

static bool check_filter(struct store *store, struct arena *arena, const struct package *package,
                         const struct period_list *periods, const struct result_filter *filter,
                         struct err *err)
{
    const char *const stages[] = {run_stage_name(RUN_PROVISIONAL), run_stage_name(RUN_FINAL)};
    return check_period(arena, periods, filter->period, err) &&
           check(arena, "cấp", "level", filter->level, levels, LEN(levels), err) &&
           check(arena, "lần tính", "stage", filter->stage, stages, 2, err) &&
           check_criterion(arena, package, filter->criterion, err) &&
           check_subject(store, arena, package, filter->subject, err);
}

static bool wanted(const char *filter, const char *word)
{
    return !filter || strcmp(filter, word) == 0;
}

static void copy_cell(struct value *result, struct arena *arena, const struct value *cell, const char *key)
{
    const struct value *item = value_get(cell, key);
    value_set(result, key, item ? item : value_null(arena));
}

static struct value *result_of(struct arena *arena, const struct value *run, const char *subject, const char *level,
                               const char *criterion, const struct value *cell)
{
    const char *period = value_get_text(run, "period", ""), *stage = value_get_text(run, "stage", "");
    const struct value *receipt = value_get(value_get(run, "receipt"), criterion);
    struct value *result = value_map(arena);
    value_set(result, "id", value_printf(arena, "%s/%s/%s/%s", period, criterion, subject, stage));
    value_set_text(result, "criterion", criterion);
    value_set_text(result, "subject", subject);
    value_set_text(result, "level", level);
    value_set_text(result, "period", period);
    value_set_text(result, "stage", stage);
    copy_cell(result, arena, cell, "num");
    copy_cell(result, arena, cell, "den");
    copy_cell(result, arena, cell, "value");
    copy_cell(result, arena, cell, "target");
    copy_cell(result, arena, cell, "verdict");
    copy_cell(result, arena, cell, "needed");
    copy_cell(result, arena, cell, "reachable");
    value_set_text(result, "rule", value_get_text(receipt, "rule", NULL));
    value_set_int(result, "run", value_get_int(run, "id", 0));
    value_set_bool(result, "adjusted", value_get_int(run, "adjusted", 0) != 0);
    return result;
}

void result_note_end(struct value *result, const struct package *package, const struct period *period, int32_t today)
{
    bool open = strcmp(value_get_text(result, "verdict", ""), "in_progress") == 0;
    int32_t until = open ? package->until : period->until;
    if (today >= until && strcmp(value_get_text(result, "reachable", ""), "yes") == 0)
        value_set_text(result, "reachable", "ended");
}

static void add_run(struct value *list, struct arena *arena, const struct package *package,
                    const struct result_filter *filter, const struct period *period, const struct value *run,
                    const struct value *rows)
{
    for (size_t c = 0; c < package->criterion_count; c++) {
        const char *criterion = package->criteria[c].id;
        if (!wanted(filter->criterion, criterion))
            continue;
        for (size_t r = 0; r < value_len(rows); r++) {
            const struct value *row = value_at(rows, r);
            const struct value *cell = value_get(value_get(row, "cells"), criterion);
            const char *level = value_get_text(row, "level", ""), *subject = value_get_text(row, "subject", "");
            if (!cell || !wanted(filter->level, level) || !wanted(filter->subject, subject))
                continue;
            struct value *result = result_of(arena, run, subject, level, criterion, cell);
            result_note_end(result, package, period, filter->today);
            value_append(list, result);
        }
    }
}

static bool add_period(struct value *list, struct store *store, struct arena *arena,
                       const struct package *package, const struct result_filter *filter,
                       const struct period *period, struct err *err)
{
    for (int stage = RUN_PROVISIONAL; stage <= RUN_FINAL; stage++) {
        const char *name = run_stage_name((enum run_stage)stage);
        if (!wanted(filter->stage, name))
            continue;
        const struct value *run = result_latest_run(store, arena, period->id, name, err);
        if (!run)
            return false;
        if (value_is_null(run))
            continue;
        const struct value *rows =
            result_rows(store, arena, package, period, value_get_int(run, "id", 0), err);
        if (!rows)
            return false;
        add_run(list, arena, package, filter, period, run, rows);
    }
    return true;
}

struct value *result_list(struct store *store, struct arena *arena, const struct package *package,
                          const struct period_list *periods, const struct result_filter *filter,
                          struct err *err)
{
    if (!check_filter(store, arena, package, periods, filter, err))
        return NULL;
    struct value *list = value_list(arena);
    for (size_t i = 0; i < periods->len; i++)
        if (wanted(filter->period, periods->items[i].id) &&
            !add_period(list, store, arena, package, filter, &periods->items[i], err))
            return NULL;
    return list;
}

/* Cuts "@12" off the last part of an id; true when there is none. */
static bool read_run_of(char *part, int64_t *ret_run)
{
    char *at = part ? strchr(part, '@') : NULL;
    if (!at)
        return true;
    *at++ = '\0';
    size_t digits = strspn(at, "0123456789");
    *ret_run = strtoll(at, NULL, 10);
    return digits > 0 && digits <= 15 && !at[digits] && *ret_run > 0;
}

bool result_id_parse(struct arena *arena, const char *id, struct result_id *ret_id, struct err *err)
{
    char *parts[4], *rest = arena_strdup(arena, id);
    enum run_stage stage;
    int64_t run = 0;
    for (int i = 0; i < 4; i++)
        parts[i] = strsep(&rest, "/");
    bool whole = !rest && read_run_of(parts[3], &run);
    for (int i = 0; i < 4; i++)
        whole = whole && parts[i] && *parts[i];
    if (!whole || !run_stage_parse(parts[3], &stage))
        return err_set(err,
                       "“%s” không phải mã kết quả; "
                       "mã có dạng kỳ/tiêu chí/đơn vị/lần tính, ví dụ phase-1/1.1/cat-bi/final",
                       "“%s” is no result's id; "
                       "it is written period/criterion/subject/stage, such as phase-1/1.1/cat-bi/final",
                       id);
    *ret_id = (struct result_id){parts[0], parts[1], parts[2], parts[3], run};
    return true;
}

struct value *result_run_of(struct store *store, struct arena *arena, const struct result_id *id, struct err *err)
{
    struct value *run = id->run ? result_run(store, arena, id->run, err)
                                : result_latest_run(store, arena, id->period, id->stage, err);
    bool same = run && strcmp(value_get_text(run, "period", ""), id->period) == 0 &&
                strcmp(value_get_text(run, "stage", ""), id->stage) == 0;
    return !run || same ? run : value_null(arena);
}

struct value *result_cell(struct store *store, struct arena *arena, int64_t run, const char *criterion,
                          const char *subject, const char **ret_level, struct err *err)
{
    const struct value *row = store_row(store, arena, err, QUERY_RESULT_OF_SUBJECT, "it", run, subject);
    if (!row)
        return NULL;
    const char *text = value_get_text(row, "cells", "{}");
    const struct value *cells = json_parse(arena, text, strlen(text), err);
    if (!cells)
        return NULL;
    const struct value *cell = value_get(cells, criterion);
    *ret_level = value_get_text(row, "level", "");
    return cell ? value_copy(arena, cell) : value_null(arena);
}

struct value *result_get(struct store *store, struct arena *arena, const struct result_id *id, struct err *err)
{
    const struct value *run = result_run_of(store, arena, id, err);
    if (!run)
        return NULL;
    if (value_is_null(run))
        return value_null(arena);
    const char *level = NULL;
    struct value *cell =
        result_cell(store, arena, value_get_int(run, "id", 0), id->criterion, id->subject, &level, err);
    if (!cell || value_is_null(cell))
        return cell;
    struct value *result = result_of(arena, run, id->subject, level, id->criterion, cell);
    copy_cell(result, arena, cell, "says");
    copy_cell(result, arena, cell, "short");
    value_set_int(result, "sequence", value_get_int(run, "sequence", 0));
    value_set(result, "package", value_get(run, "package"));
    return result;
}
