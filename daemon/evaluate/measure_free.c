#include "evaluate/measure_free.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/text.h"
#include "base/value.h"
#include "criterion/criterion.h"
#include "criterion/job.h"
#include "evaluate/attribution.h"
#include "evaluate/measure_scan.h"

#include <string.h>

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
    measure_fail_at(ret_piece, err);
    rule_rows_finish(rows);
    return NULL;
}

static bool no_subject(const struct work *work, const char *subject, enum level level, struct err *err)
{
    return err_set(err, "subject “%s” không phải là đơn vị cấp %s trong kỳ",
                   "subject “%s” is no unit of the level %s in the period", subject ? subject : "", level_chain_id(&work->job->contest.levels, level));
}

static bool two_rows(const char *subject, struct err *err)
{
    return err_set(err, "đơn vị “%s” có hai dòng; thêm GROUP BY", "the unit “%s” has two rows; add GROUP BY", subject);
}

/* A statement of the rule's own says what it counts: an empty sum is a mistake there, and no 0. */
static bool read_given(const struct rule_rows *rows, int column, const char *name, int64_t *ret_number, struct err *err)
{
    if (rule_rows_type(rows, column) == VALUE_NULL)
        return err_set(err, "%s trống (NULL); viết coalesce(…, 0)", "%s is empty (NULL); write coalesce(…, 0)", name);
    return measure_read_number(rows, column, name, ret_number, err);
}

static bool take_ward(const struct work *work, const struct rule_rows *rows, struct free_columns columns,
                      bool *seen, struct figure *figures, struct err *err)
{
    const char *subject =
        rule_rows_type(rows, columns.subject) == VALUE_TEXT ? rule_rows_text(rows, columns.subject) : NULL;
    int ward = subject ? attribution_ward(work->territory, subject) : -1;
    if (ward < 0)
        return no_subject(work, subject, LEVEL_WARD, err);
    if (seen[ward])
        return two_rows(subject, err);
    seen[ward] = true;
    return read_given(rows, columns.num, "num", &figures[ward].num, err) &&
           (columns.den < 0 || read_given(rows, columns.den, "den", &figures[ward].den, err));
}

bool measure_free_wards(const struct work *work, struct figure *figures, struct err *err)
{
    struct rule_piece piece;
    struct free_columns columns = {0};
    bool *seen = arena_alloc(work->arena, work->territory->ward_count * sizeof *seen);
    struct rule_rows *rows = open_free(work, &work->job->period, &piece, &columns, err);
    bool row = false, good = rows != NULL, needs = judge_is_share(work->criterion->judge);
    if (good && work->criterion->judge != JUDGE_FUNCTION && needs != (columns.den >= 0))
        good = err_set(err, needs ? "tỷ lệ cần cột den" : "số lượng không có cột den; bỏ cột này",
                       needs ? "a share needs the column den" : "a count has no column den; remove it") ||
               measure_fail_at(&piece, err);
    while (good && (good = rule_rows_step(rows, &row, err)) && row)
        good = take_ward(work, rows, columns, seen, figures, err) || measure_fail_at(&piece, err);
    rule_rows_finish(rows);
    for (size_t i = 0; i < work->territory->ward_count; i++)
        figures[i].share = columns.den >= 0;
    return good;
}

static bool take_numbers(const struct work *work, const struct rule_rows *rows, int subject, struct free_numbers *numbers, struct err *err)
{
    const char *name = rule_rows_type(rows, subject) == VALUE_TEXT ? rule_rows_text(rows, subject) : NULL;
    int ward = name ? attribution_ward(work->territory, name) : -1;
    struct value *map = value_map(work->arena);
    if (ward < 0)
        return no_subject(work, name, LEVEL_WARD, err);
    if (numbers->of_ward[ward])
        return two_rows(name, err);
    for (size_t i = 0; i < numbers->count; i++) {
        int64_t number = 0;
        if (!read_given(rows, rule_rows_column(rows, numbers->columns[i]), numbers->columns[i], &number, err))
            return false;
        value_set_int(map, numbers->columns[i], number);
    }
    numbers->of_ward[ward] = map;
    return true;
}

static bool name_numbers(const struct work *work, const struct rule_rows *rows, int subject, struct free_numbers *numbers, struct err *err)
{
    int count = rule_rows_columns(rows);
    numbers->columns = arena_alloc(work->arena, (size_t)(count + 1) * sizeof *numbers->columns);
    for (int i = 0; i < count; i++) {
        const char *name = arena_strdup(work->arena, rule_rows_name(rows, i));
        if (text_place(name, numbers->columns, numbers->count) >= 0)
            return err_set(err, "câu SQL trả hai cột “%s”; mỗi số một tên", "the SQL gives two columns “%s”; a name for each number", name);
        if (i != subject)
            numbers->columns[numbers->count++] = name;
    }
    return (subject >= 0 && numbers->count) ||
           err_set(err, "câu SQL phải trả cột subject và ít nhất một cột số; viết … AS subject, … AS n", "the SQL must give the column subject and at least one number; write … AS subject, … AS n");
}

bool measure_free_numbers(const struct work *work, const char *name, const char *sql, bool rows_too, struct free_numbers *ret_numbers, struct err *err)
{
    struct free_numbers numbers = {.of_ward = arena_alloc(work->arena, (work->territory->ward_count + 1) * sizeof *numbers.of_ward)};
    if (!sql) {
        *ret_numbers = numbers;
        return true;
    }
    const struct rule_piece piece = measure_piece(work, name, sql);
    struct rule_rows *rows = rule_reader_prepare(work->reader, &piece, sql, 0, err);
    bool row = false, good = rows != NULL;
    int subject = good ? rule_rows_column(rows, "subject") : -1;
    if (good)
        measure_bind(work, rows, &work->job->period);
    good = good && (name_numbers(work, rows, subject, &numbers, err) || measure_fail_at(&piece, err));
    while (good && rows_too && (good = rule_rows_step(rows, &row, err)) && row)
        good = take_numbers(work, rows, subject, &numbers, err) || measure_fail_at(&piece, err);
    rule_rows_finish(rows);
    if (good)
        *ret_numbers = numbers;
    return good;
}

static bool take_team(const struct work *work, const struct rule_rows *rows, struct free_columns columns,
                      struct below_figure *figure, struct err *err)
{
    const char *subject =
        rule_rows_type(rows, columns.subject) == VALUE_TEXT ? rule_rows_text(rows, columns.subject) : NULL;
    const struct home *home = subject ? attribution_team(work->territory, subject) : NULL;
    int64_t counts;
    if (!home)
        return no_subject(work, subject, LEVEL_TEAM, err);
    if (!read_given(rows, columns.num, "num", &figure->num, err) ||
        !read_given(rows, columns.den, "den", &counts, err))
        return false;
    figure->subject = home->unit;
    figure->ward = home->ward;
    figure->exempt = counts == 0;
    return true;
}

bool measure_free_teams(const struct work *work, const struct span *span, struct below_figures *ret_figures,
                        struct err *err)
{
    struct rule_piece piece;
    struct free_columns columns = {0};
    struct below_figures figures = {0};
    size_t size = 0;
    struct rule_rows *rows = open_free(work, span, &piece, &columns, err);
    bool row = false, good = rows != NULL;
    if (good && columns.den < 0)
        good = err_set(err, "câu SQL của cấp tổ cần cột den: 1 = tính, 0 = được miễn",
                       "the SQL of teams needs the column den: 1 = counts, 0 = exempt") ||
               measure_fail_at(&piece, err);
    while (good && (good = rule_rows_step(rows, &row, err)) && row) {
        struct below_figure figure = {0};
        good = take_team(work, rows, columns, &figure, err) || measure_fail_at(&piece, err);
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
