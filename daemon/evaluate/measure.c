#include "evaluate/measure.h"

#include "base/arena.h"
#include "base/err.h"
#include "evaluate/attribution.h"
#include "evaluate/criterion.h"
#include "evaluate/incremental.h"
#include "evaluate/job.h"
#include "evaluate/measure_plugin.h"
#include "evaluate/measure_sql.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

struct rule_piece measure_piece(const struct work *work, const char *name, const char *text)
{
    const struct record_type *of = work->criterion->measure.of;
    int line = criterion_line_of_text(work->job, text);
    if (!line && work->job->criterion.table && (strcmp(name, "sql") == 0 || strcmp(name, "evidence") == 0))
        return (struct rule_piece){.file = arena_printf(work->arena, "%s%s.sql", work->job->criterion.id,
                                                        *name == 'e' ? ".evidence" : ""),
                                   .name = name,
                                   .line = 1,
                                   .exact = true};
    return (struct rule_piece){
        .file = work->job->criterion.file,
        .name = name,
        .line = line ? line : criterion_line_of_field(work->job, name),
        .exact = line != 0,
        .type = of ? of->name : NULL,
    };
}

void measure_bind(const struct work *work, struct rule_rows *rows, const struct span *span)
{
    const struct measure *measure = &work->criterion->measure;
    rule_rows_bind_int(rows, ":from", measure->since_contest ? work->job->contest.from : span->from);
    rule_rows_bind_int(rows, ":until", span->until);
    rule_rows_bind_int(rows, ":last", span_last(span));
    rule_rows_bind_text(rows, ":period", span->id);
    rule_rows_bind_int(rows, ":contest_from", work->job->contest.from);
}

static bool fail_at(const struct rule_piece *piece, struct err *err)
{
    return err_prefix(err, "quy tắc %s, dòng %d (%s)", "rule %s, line %d (%s)", piece->file, piece->line,
                      piece->name);
}

/* In a declared piece NULL counts nothing: it is a comparison with an empty column. */
static bool read_number(const struct rule_rows *rows, int column, const char *name, int64_t *ret_number,
                        struct err *err)
{
    int64_t number;
    enum value_type type = rule_rows_number(rows, column, &number);
    if (type != VALUE_NULL && type != VALUE_INT)
        return err_set(err, "%s phải là số nguyên; đang là số lẻ hoặc chữ",
                       "%s must be an integer; it is a fraction or a text", name);
    if (number < 0 || number > INT32_MAX)
        return err_set(err, "%s = %" PRId64 "; phải từ 0 đến %d", "%s = %" PRId64 "; it must be from 0 to %d",
                       name, number, INT32_MAX);
    *ret_number = number;
    return true;
}

/* Columns of the scan: ward, team, num, den. */
static bool find_home(const struct work *work, const struct rule_rows *rows, int *ret_ward, struct err *err)
{
    const char *ward = rule_rows_text(rows, 0);
    *ret_ward = ward ? attribution_ward(work->territory, ward) : -1;
    return *ret_ward >= 0 || attribution_home_of_record(work->territory, ward, rule_rows_text(rows, 1), ret_ward, err);
}

static bool sum_row(const struct work *work, const struct rule_rows *rows, struct figure *figures, struct err *err)
{
    int64_t num, den;
    int ward;
    if (!read_number(rows, 2, "num", &num, err) || !read_number(rows, 3, "den", &den, err) ||
        !find_home(work, rows, &ward, err))
        return false;
    if (ward < 0)
        return true; /* of a ward that ended without successor: it counts nowhere */
    figures[ward].num += num;
    figures[ward].den += den;
    work->measuring->rows++;
    return true;
}

bool measure_scan(const struct work *work, const char *source, struct figure *figures, struct err *err)
{
    const struct measure *measure = &work->criterion->measure;
    char *columns = arena_printf(
        work->arena, "%s, %s, (%s\n), (%s\n)", record_field(measure->of, "ward") ? "ward" : "NULL",
        record_field(measure->of, "team") ? "team" : "NULL", measure->num, measure->den ? measure->den : "0");
    struct rule_piece piece = measure_piece(work, "measure", measure->where ? measure->where : measure->num);
    if (record_field(measure->of, "team") && !rule_reader_foresee_teams(work->reader, err))
        return false;
    struct rule_rows *rows = rule_reader_prepare(
        work->reader, &piece, measure_sql_scan_of(work->arena, measure, source, columns, NULL), 0, err);
    bool row = false, good = rows != NULL;
    if (rows)
        measure_bind(work, rows, &work->job->period);
    while (good && (good = rule_rows_step(rows, &row, err)) && row)
        good = sum_row(work, rows, figures, err) || fail_at(&piece, err);
    rule_rows_finish(rows);
    for (size_t i = 0; i < work->territory->ward_count; i++)
        figures[i].share = measure->den != NULL;
    return good;
}

struct free_columns {
    int subject, num, den; /* den -1: a count */
};

static bool find_columns(const struct rule_rows *rows, struct free_columns *ret_columns, struct err *err)
{
    struct free_columns columns = {rule_rows_column(rows, "subject"), rule_rows_column(rows, "num"),
                                   rule_rows_column(rows, "den")};
    if (columns.subject < 0 || columns.num < 0)
        return err_set(
            err, "câu SQL phải trả các cột subject, num và (nếu là tỷ lệ) den; viết … AS subject, … AS num",
            "the SQL must give the columns subject, num and, for a share, den; write … AS subject, … AS num");
    *ret_columns = columns;
    return true;
}

/* The statement of a free measure, prepared and bound to a span. */
static struct rule_rows *open_free(const struct work *work, const struct span *span,
                                   struct rule_piece *ret_piece, struct free_columns *ret_columns,
                                   struct err *err)
{
    const struct measure *measure = &work->criterion->measure;
    *ret_piece = measure_piece(work, "sql", measure->sql);
    if (!rule_reader_set_period(work->reader, span->from, span->until, err))
        return NULL;
    struct rule_rows *rows = rule_reader_prepare(work->reader, ret_piece, measure->sql, 0, err);
    if (!rows)
        return NULL;
    measure_bind(work, rows, span);
    if (find_columns(rows, ret_columns, err))
        return rows;
    fail_at(ret_piece, err);
    rule_rows_finish(rows);
    return NULL;
}

static bool no_subject(const char *subject, const char *level, struct err *err)
{
    return err_set(err, "subject “%s” không phải là đơn vị cấp %s trong kỳ",
                   "subject “%s” is no unit of the level %s in the period", subject ? subject : "", level);
}

/* A statement of the rule's own says what it counts: an empty sum is a mistake there, and no 0. */
static bool read_given(const struct rule_rows *rows, int column, const char *name, int64_t *ret_number, struct err *err)
{
    if (rule_rows_type(rows, column) == VALUE_NULL)
        return err_set(err, "%s trống (NULL); viết coalesce(…, 0)", "%s is empty (NULL); write coalesce(…, 0)", name);
    return read_number(rows, column, name, ret_number, err);
}

static bool take_ward(const struct work *work, const struct rule_rows *rows, struct free_columns columns,
                      bool *seen, struct figure *figures, struct err *err)
{
    const char *subject =
        rule_rows_type(rows, columns.subject) == VALUE_TEXT ? rule_rows_text(rows, columns.subject) : NULL;
    int ward = subject ? attribution_ward(work->territory, subject) : -1;
    if (ward < 0)
        return no_subject(subject, "ward", err);
    if (seen[ward])
        return err_set(err, "đơn vị “%s” có hai dòng; thêm GROUP BY", "the unit “%s” has two rows; add GROUP BY",
                       subject);
    seen[ward] = true;
    return read_given(rows, columns.num, "num", &figures[ward].num, err) &&
           (columns.den < 0 || read_given(rows, columns.den, "den", &figures[ward].den, err));
}

static bool scan_free(const struct work *work, struct figure *figures, struct err *err)
{
    struct rule_piece piece;
    struct free_columns columns = {0};
    bool *seen = arena_alloc(work->arena, work->territory->ward_count * sizeof *seen);
    struct rule_rows *rows = open_free(work, &work->job->period, &piece, &columns, err);
    bool row = false, good = rows != NULL, needs = judge_is_share(work->criterion->judge);
    if (good && work->criterion->judge != JUDGE_FUNCTION && needs != (columns.den >= 0))
        good = err_set(err, needs ? "tỷ lệ cần cột den" : "số lượng không có cột den; bỏ cột này",
                       needs ? "a share needs the column den" : "a count has no column den; remove it") ||
               fail_at(&piece, err);
    while (good && (good = rule_rows_step(rows, &row, err)) && row)
        good = take_ward(work, rows, columns, seen, figures, err) || fail_at(&piece, err);
    rule_rows_finish(rows);
    for (size_t i = 0; i < work->territory->ward_count; i++)
        figures[i].share = columns.den >= 0;
    return good;
}

bool measure_wards(const struct work *work, struct figure *figures, struct err *err)
{
    const struct measure *measure = &work->criterion->measure;
    if (work->evaluator)
        return measure_outside_wards(work, figures, err);
    if (!measure->of)
        return scan_free(work, figures, err);
    return incremental_wards(work, figures) || measure_scan(work, measure->of->name, figures, err);
}

static bool take_team(const struct work *work, const struct rule_rows *rows, struct free_columns columns,
                      struct team_figure *figure, struct err *err)
{
    const char *subject =
        rule_rows_type(rows, columns.subject) == VALUE_TEXT ? rule_rows_text(rows, columns.subject) : NULL;
    const struct home *home = subject ? attribution_team(work->territory, subject) : NULL;
    int64_t counts;
    if (!home)
        return no_subject(subject, "team", err);
    if (!read_given(rows, columns.num, "num", &figure->num, err) ||
        !read_given(rows, columns.den, "den", &counts, err))
        return false;
    figure->team = home->unit;
    figure->ward = home->ward;
    figure->exempt = counts == 0;
    return true;
}

static int compare_teams(const void *left, const void *right)
{
    return strcmp(((const struct team_figure *)left)->team, ((const struct team_figure *)right)->team);
}

/* Sorts, and refuses a team that has two rows. */
static bool settle_teams(struct team_figures *figures, struct err *err)
{
    if (figures->len)
        qsort(figures->items, figures->len, sizeof *figures->items, compare_teams);
    for (size_t i = 1; i < figures->len; i++)
        if (strcmp(figures->items[i - 1].team, figures->items[i].team) == 0)
            return err_set(err, "đơn vị “%s” có hai dòng; thêm GROUP BY", "the unit “%s” has two rows; add GROUP BY",
                           figures->items[i].team);
    return true;
}

static bool scan_teams(const struct work *work, const struct span *month, struct team_figures *ret_figures,
                       struct err *err)
{
    struct rule_piece piece;
    struct free_columns columns = {0};
    struct team_figures figures = {0};
    size_t size = 0;
    struct rule_rows *rows = open_free(work, month, &piece, &columns, err);
    bool row = false, good = rows != NULL;
    if (good && columns.den < 0)
        good = err_set(err, "câu SQL của cấp team cần cột den: 1 = tính, 0 = được miễn",
                       "the SQL of teams needs the column den: 1 = counts, 0 = exempt") ||
               fail_at(&piece, err);
    while (good && (good = rule_rows_step(rows, &row, err)) && row) {
        struct team_figure figure = {0};
        good = take_team(work, rows, columns, &figure, err) || fail_at(&piece, err);
        if (good && figures.len == size) {
            size = size ? 2 * size : 128;
            figures.items =
                arena_grow(work->arena, figures.items, figures.len * sizeof figure, size * sizeof figure);
        }
        if (good && figure.ward >= 0) /* a team whose ward has no successor counts nowhere */
            figures.items[figures.len++] = figure;
    }
    rule_rows_finish(rows);
    if (good)
        *ret_figures = figures;
    return good;
}

bool measure_teams(const struct work *work, const struct span *month, struct team_figures *ret_figures,
                   struct err *err)
{
    struct team_figures figures;
    struct rule_piece piece = measure_piece(work, "sql", work->criterion->measure.sql);
    if (!attribution_know_teams(work->territory, err) ||
        !(work->evaluator ? measure_outside_teams(work, month, &figures, err)
                          : scan_teams(work, month, &figures, err)))
        return false;
    if (!settle_teams(&figures, err))
        return fail_at(&piece, err);
    *ret_figures = figures;
    return true;
}
