#include "evaluate/measure_free.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/text.h"
#include "base/text_index.h"
#include "base/value.h"
#include "criterion/criterion.h"
#include "criterion/job.h"
#include "evaluate/attribution.h"
#include "evaluate/measure_scan.h"

#include <string.h>

struct free_columns {
    int subject, num, den, place; /* den -1: a count; place: of members */
};

static bool find_columns(const struct rule_rows *rows, struct free_columns *ret_columns, struct err *err)
{
    struct free_columns columns = {rule_rows_column(rows, "subject"), rule_rows_column(rows, "num"),
                                   rule_rows_column(rows, "den"), rule_rows_column(rows, "place")};
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

/* NULL: it is no text. */
static const char *text_of(const struct rule_rows *rows, int column)
{
    return rule_rows_type(rows, column) == VALUE_TEXT ? rule_rows_text(rows, column) : NULL;
}

static bool no_subject(const struct work *work, const char *subject, enum level level, struct err *err)
{
    return err_set(err, "subject “%s” không phải là đơn vị cấp %s trong kỳ",
                   "subject “%s” is no unit of the level %s in the period", subject ? subject : "", level_chain_id(&work->job->contest.levels, level));
}

static bool no_member(const char *subject, struct err *err)
{
    return err_set(err, "subject “%s” không phải là mã của thành viên nào", "subject “%s” is the id of no member", subject ? subject : "");
}

/* Whom the records know, whenever: a result is of nobody else. */
static bool read_members(const struct work *work, const char *name, struct text_index *ret_members, struct err *err)
{
    const struct rule_piece piece = measure_piece(work, name, "");
    struct rule_rows *rows = rule_reader_members(work->reader, &piece, err);
    bool row = false, good = rows != NULL;
    while (good && (good = rule_rows_step(rows, &row, err)) && row) {
        char *id = arena_strdup(work->arena, rule_rows_text(rows, 0));
        *text_index_place(ret_members, work->arena, id) = id;
    }
    rule_rows_finish(rows);
    return good;
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
    const char *subject = text_of(rows, columns.subject);
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

static bool is_judged(const struct work *work, const char *name, const struct text_index *members)
{
    return work->criterion->below == LEVEL_MEMBER ? text_index_find(members, name) != NULL : attribution_ward(work->territory, name) >= 0;
}

static bool take_numbers(const struct work *work, const struct rule_rows *rows, int subject, const struct text_index *members, struct free_numbers *numbers, struct err *err)
{
    const char *name = text_of(rows, subject);
    struct value *map = value_map(work->arena);
    if (!name || !is_judged(work, name, members))
        return work->criterion->below == LEVEL_MEMBER ? no_member(name, err) : no_subject(work, name, LEVEL_WARD, err);
    void **place = text_index_place(&numbers->rows, work->arena, arena_strdup(work->arena, name));
    if (*place)
        return two_rows(name, err);
    *place = map;
    for (size_t i = 0; i < numbers->count; i++) {
        int64_t number = 0;
        if (!read_given(rows, rule_rows_column(rows, numbers->columns[i]), numbers->columns[i], &number, err))
            return false;
        value_set_int(map, numbers->columns[i], number);
    }
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
    struct free_numbers numbers = {0};
    struct text_index members = {0};
    *ret_numbers = numbers;
    if (!sql)
        return true;
    if (work->criterion->below == LEVEL_MEMBER && !read_members(work, name, &members, err))
        return false;
    const struct rule_piece piece = measure_piece(work, name, sql);
    struct rule_rows *rows = rule_reader_prepare(work->reader, &piece, sql, 0, err);
    bool row = false, good = rows != NULL;
    int subject = good ? rule_rows_column(rows, "subject") : -1;
    if (good)
        measure_bind(work, rows, &work->job->period);
    good = good && (name_numbers(work, rows, subject, &numbers, err) || measure_fail_at(&piece, err));
    while (good && rows_too && (good = rule_rows_step(rows, &row, err)) && row)
        good = take_numbers(work, rows, subject, &members, &numbers, err) || measure_fail_at(&piece, err);
    rule_rows_finish(rows);
    if (good)
        *ret_numbers = numbers;
    return good;
}

/* Of a team or member: how much, and whether it counts. */
static bool take_below(const struct rule_rows *rows, struct free_columns columns, struct below_figure *figure, struct err *err)
{
    int64_t counts = 0;
    if (!read_given(rows, columns.num, "num", &figure->num, err) || !read_given(rows, columns.den, "den", &counts, err))
        return false;
    figure->exempt = counts == 0;
    return true;
}

static bool take_team(const struct work *work, const struct rule_rows *rows, struct free_columns columns, const struct text_index *members, struct below_figure *figure, struct err *err)
{
    const char *subject = text_of(rows, columns.subject);
    const struct home *home = subject ? attribution_team(work->territory, subject) : NULL;
    (void)members;
    if (!home)
        return no_subject(work, subject, LEVEL_TEAM, err);
    figure->subject = home->unit;
    figure->ward = home->ward;
    return take_below(rows, columns, figure, err);
}

static bool take_member(const struct work *work, const struct rule_rows *rows, struct free_columns columns, const struct text_index *members, struct below_figure *figure, struct err *err)
{
    const struct attribution *territory = work->territory;
    const char *subject = text_of(rows, columns.subject), *place = text_of(rows, columns.place);
    figure->subject = subject ? text_index_find(members, subject) : NULL;
    if (!figure->subject)
        return no_member(subject, err);
    if (!place || !attribution_is_unit(territory, place))
        return err_set(err, "place của “%s” là “%s”, không phải tổ hay đơn vị nào", "the place of “%s” is “%s”, which is no team and no unit", subject, place ? place : "");
    bool ward = attribution_place(territory, place) < territory->of_wards.len;
    return attribution_check_member(territory, subject, err) && attribution_home_of_record(territory, ward ? place : NULL, ward ? NULL : place, &figure->ward, err) &&
           take_below(rows, columns, figure, err);
}

static bool check_columns(struct free_columns columns, bool member, struct err *err)
{
    if (columns.den < 0)
        return err_set(err, "câu SQL của từng tổ, từng thành viên cần cột den: 1 = tính, 0 = được miễn",
                       "the SQL of teams or members needs the column den: 1 = counts, 0 = exempt");
    return !member || columns.place >= 0 ||
           err_set(err, "câu SQL của từng thành viên cần cột place: tổ hoặc đơn vị của người ấy; viết … AS place",
                   "the SQL of members needs the column place: the team or unit where each is; write … AS place");
}

static void append(struct arena *arena, struct below_figures *figures, size_t *size, struct below_figure figure)
{
    if (figures->len == *size) {
        *size = *size ? 2 * *size : 128;
        figures->items = arena_grow(arena, figures->items, figures->len * sizeof figure, *size * sizeof figure);
    }
    figures->items[figures->len++] = figure;
}

bool measure_free_below(const struct work *work, const struct span *span, struct below_figures *ret_figures,
                        struct err *err)
{
    struct rule_piece piece;
    struct free_columns columns = {0};
    struct below_figures figures = {0};
    struct text_index members = {0};
    size_t size = 0;
    bool member = work->criterion->below == LEVEL_MEMBER;
    if (member && !read_members(work, "sql", &members, err))
        return false;
    struct rule_rows *rows = open_free(work, span, &piece, &columns, err);
    bool row = false, good = rows && (check_columns(columns, member, err) || measure_fail_at(&piece, err));
    while (good && (good = rule_rows_step(rows, &row, err)) && row) {
        struct below_figure figure = {0};
        good = (member ? take_member : take_team)(work, rows, columns, &members, &figure, err) || measure_fail_at(&piece, err);
        if (good && figure.ward >= 0) /* whose ward has no successor counts nowhere */
            append(work->arena, &figures, &size, figure);
    }
    rule_rows_finish(rows);
    if (good)
        *ret_figures = figures;
    return good;
}
