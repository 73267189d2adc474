#include "evaluate/addend.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/err.h"
#include "base/text.h"
#include "base/value.h"
#include "criterion/criterion.h"
#include "criterion/job.h"
#include "criterion/measure_sql.h"
#include "evaluate/addend_row.h"
#include "evaluate/attribution.h"
#include "evaluate/explain.h"
#include "evaluate/measure_scan.h"
#include "evaluate/outcome.h"
#include "record/field_kind.h"

#include <inttypes.h>
#include <string.h>

static bool is_asked(const struct work *work, const char *unit)
{
    return !work->job->subject || strcmp(work->job->subject, unit) == 0;
}

/* ---- a declared measure ---- */

/* The columns by which records are told apart and tied to others: the key, then whom they name. NULL-terminated. */
static const char **id_columns(const struct work *work)
{
    const struct record_type *of = work->criterion->measure.of;
    const char **columns = arena_alloc(work->arena, (of->key_count + of->field_count + 1) * sizeof *columns);
    size_t len = 0;
    for (size_t i = 0; i < of->key_count; i++)
        columns[len++] = of->key[i];
    for (size_t i = 0; i < of->field_count; i++)
        if (field_names_something(&of->fields[i]) && text_place(of->fields[i].name, columns, len) < 0)
            columns[len++] = of->fields[i].name;
    return columns;
}

static struct rule_rows *open_scan(const struct work *work, const char **ids, struct err *err)
{
    const struct measure *measure = &work->criterion->measure;
    char *columns = measure_sql_columns(work->arena, measure);
    struct rule_piece piece = measure_piece(work, "measure", measure->where ? measure->where : measure->num);
    for (; *ids; ids++)
        columns = arena_printf(work->arena, "%s, %s", columns, *ids);
    if (record_field(measure->of, "team") && !rule_reader_foresee_teams(work->reader, err))
        return NULL;
    struct rule_rows *rows = rule_reader_prepare(work->reader, &piece, measure_sql_scan(work->arena, measure, columns, NULL), 0, err);
    if (rows)
        measure_bind(work, rows, &work->job->period);
    return rows;
}

static struct value *read_id(const struct work *work, const struct rule_rows *rows, int first)
{
    struct value *id = value_list(work->arena);
    for (int i = first; i < rule_rows_columns(rows); i++) {
        const struct value *cell = explain_cell(work, rows, i);
        if (value_type(cell) == VALUE_TEXT)
            value_append(id, cell);
        else if (value_type(cell) == VALUE_INT)
            value_append(id, value_printf(work->arena, "%" PRId64, value_as_int(cell)));
    }
    return id;
}

static bool take_record(const struct work *work, const struct rule_rows *rows, struct value *by, struct err *err)
{
    enum { WARD, TEAM, NUM, DEN, IDS };
    int64_t num = 0, den = 0;
    int ward;
    if (!measure_read_number(rows, NUM, "num", &num, err) || !measure_read_number(rows, DEN, "den", &den, err) ||
        !attribution_home_of_record(work->territory, rule_rows_text(rows, WARD), rule_rows_text(rows, TEAM), &ward, err))
        return false;
    if (ward >= 0 && is_asked(work, work->territory->wards[ward]))
        addend_add(work->arena, addend_rows(work->arena, by, work->territory->wards[ward]), read_id(work, rows, IDS), num, den);
    return true;
}

static bool add_declared(const struct work *work, struct value *by, struct err *err)
{
    struct rule_rows *rows = open_scan(work, id_columns(work), err);
    bool row = false, good = rows != NULL;
    while (good && (good = rule_rows_step(rows, &row, err)) && row)
        good = take_record(work, rows, by, err);
    rule_rows_finish(rows);
    return good;
}

/* ---- a rule's own evidence ---- */

enum { NO_COLUMN = -1 };

/* Which columns of the evidence add up to the figures of all units asked for. */
struct columns {
    int num, den;
};

static int named_column(const struct value *columns, const char *name)
{
    for (size_t i = 0; i < value_len(columns); i++)
        if (strcmp(value_get_text(value_at(columns, i), "name", ""), name) == 0)
            return (int)i;
    return NO_COLUMN;
}

static int64_t number_at(const struct value *row, int column, int64_t none)
{
    const struct value *cell = column == NO_COLUMN ? NULL : value_at(row, (size_t)column);
    return value_type(cell) == VALUE_INT ? value_as_int(cell) : none;
}

/* What counts in neither number says den 0. */
static int64_t num_of(const struct value *row, struct columns columns)
{
    return number_at(row, columns.den, 1) ? number_at(row, columns.num, 0) : 0;
}

static int64_t sum_of(const struct value *evidence, struct columns columns, bool den)
{
    const struct value *rows = value_get(evidence, "rows");
    int64_t sum = 0;
    for (size_t i = 0; i < value_len(rows); i++)
        sum += den ? number_at(value_at(rows, i), columns.den, 0) : num_of(value_at(rows, i), columns);
    return sum;
}

struct sheet {
    const struct outcome *outcome;
    const struct value *evidence;
};

static bool adds_up(const struct sheet *sheets, size_t count, struct columns columns, bool den)
{
    for (size_t i = 0; i < count; i++)
        if (sum_of(sheets[i].evidence, columns, den) != (den ? sheets[i].outcome->figure.den : sheets[i].outcome->figure.num))
            return false;
    return true;
}

/* The column so called, else the first whose numbers add up in every unit. */
static bool find_column(const struct sheet *sheets, size_t count, const char *name, bool den, struct columns *columns)
{
    const struct value *titles = value_get(sheets[0].evidence, "columns");
    int *column = den ? &columns->den : &columns->num;
    *column = named_column(titles, name);
    if (*column != NO_COLUMN)
        return adds_up(sheets, count, *columns, den);
    for (*column = 0; *column < (int)value_len(titles); (*column)++)
        if (adds_up(sheets, count, *columns, den))
            return true;
    return false;
}

/* den first: it says which rows count. */
static bool find_columns(const struct sheet *sheets, size_t count, struct columns *ret_columns)
{
    bool share = sheets[0].outcome->figure.share;
    struct columns columns = {NO_COLUMN, NO_COLUMN};
    if (share ? !find_column(sheets, count, "den", true, &columns) : false)
        return false;
    columns.den = share ? columns.den : named_column(value_get(sheets[0].evidence, "columns"), "den");
    bool found = find_column(sheets, count, "num", false, &columns);
    *ret_columns = columns;
    return found;
}

/* What names the row: its texts, but for words that a rule made up or chose among. */
static bool names_something(const struct value *column)
{
    return value_get_text(column, "type", NULL) && !value_get(column, "words");
}

static struct value *names_of(const struct work *work, const struct value *titles, const struct value *row)
{
    struct value *id = value_list(work->arena);
    for (size_t i = 0; i < value_len(row); i++)
        if (value_type(value_at(row, i)) == VALUE_TEXT && names_something(value_at(titles, i)))
            value_append(id, value_at(row, i));
    return id;
}

static void add_sheet(const struct work *work, const struct sheet *sheet, struct columns columns, struct value *by)
{
    const struct value *titles = value_get(sheet->evidence, "columns"), *rows = value_get(sheet->evidence, "rows");
    struct value *list = addend_rows(work->arena, by, sheet->outcome->subject);
    for (size_t i = 0; i < value_len(rows); i++)
        addend_add(work->arena, list, names_of(work, titles, value_at(rows, i)), num_of(value_at(rows, i), columns),
            sheet->outcome->figure.share ? number_at(value_at(rows, i), columns.den, 0) : 0);
}

static bool add_evidence(const struct work *work, const struct outcomes *outcomes, struct value *by, struct err *err)
{
    struct sheet *sheets = arena_alloc(work->arena, (outcomes->len + 1) * sizeof *sheets);
    const char **subjects = arena_alloc(work->arena, (outcomes->len + 1) * sizeof *subjects);
    struct value **evidence = arena_alloc(work->arena, (outcomes->len + 1) * sizeof *evidence);
    struct columns columns;
    size_t count = 0;
    for (size_t i = 0; i < outcomes->len; i++) {
        const struct outcome *outcome = &outcomes->items[i];
        if (!(work->job->subject ? is_asked(work, outcome->subject) : outcome->level == LEVEL_WARD))
            continue;
        subjects[count] = outcome->subject;
        sheets[count++].outcome = outcome;
    }
    if (!explain_evidence_of(work, subjects, count, evidence, err))
        return false;
    for (size_t i = 0; i < count; i++)
        sheets[i].evidence = evidence[i];
    if (count && find_columns(sheets, count, &columns))
        for (size_t i = 0; i < count; i++)
            add_sheet(work, &sheets[i], columns, by);
    return true;
}

struct value *addend_all(const struct work *work, const struct outcomes *outcomes, struct err *err)
{
    const struct criterion *criterion = work->criterion;
    struct value *by = value_map(work->arena);
    bool ward = !work->job->subject || attribution_ward(work->territory, work->job->subject) >= 0;
    if (criterion->below && ward)
        return work->team_months;
    bool good = measure_is_scan(&criterion->measure) ? add_declared(work, by, err)
                : criterion->measure.evidence ? add_evidence(work, outcomes, by, err)
                                              : true; /* an evaluator's figures have no rows */
    return good ? by : NULL;
}
