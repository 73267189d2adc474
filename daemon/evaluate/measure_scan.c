#include "evaluate/measure_scan.h"

#include "base/arena.h"
#include "base/err.h"
#include "criterion/criterion.h"
#include "criterion/job.h"
#include "criterion/measure_sql.h"
#include "criterion/rule_line.h"
#include "evaluate/attribution.h"
#include "evaluate/beyond_rows.h"

#include <inttypes.h>
#include <string.h>

struct rule_piece measure_piece(const struct work *work, const char *name, const char *text)
{
    const struct record_type *of = work->criterion->measure.of;
    bool worded = of && !measure_is_scan(&work->criterion->measure) && (text == work->criterion->measure.sql || text == work->criterion->measure.evidence || text == work->criterion->measure.evidence_of_all);
    if (worded) /* nobody wrote the statement itself */
        name = "measure";
    int line = worded ? 0 : rule_line_of_text(work->job, text);
    if (!line && work->job->criterion.table && (strcmp(name, "sql") == 0 || strcmp(name, "evidence") == 0))
        return (struct rule_piece){.file = arena_printf(work->arena, "%s%s.sql", work->job->criterion.stem,
                                                        *name == 'e' ? ".evidence" : ""),
                                   .name = name,
                                   .line = 1,
                                   .exact = true};
    return (struct rule_piece){
        .file = work->job->criterion.file,
        .name = name,
        .line = line ? line : rule_line_of_field(work->job, name),
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

bool measure_fail_at(const struct rule_piece *piece, struct err *err)
{
    return err_prefix(err, "quy tắc %s, dòng %d (%s)", "rule %s, line %d (%s)", piece->file, piece->line,
                      piece->name);
}

/* In a declared piece NULL counts nothing: it is a comparison with an empty column. */
bool measure_read_integer(const struct rule_rows *rows, int column, const char *name, int64_t *ret_number, struct err *err)
{
    int64_t number;
    enum value_type type = rule_rows_number(rows, column, &number);
    if (type == VALUE_INT)
        *ret_number = number;
    return type == VALUE_INT || type == VALUE_NULL ||
           err_set(err, "%s phải là số nguyên; đang là số lẻ hoặc chữ", "%s must be an integer; it is a fraction or a text", name);
}

bool measure_in_range(const char *name, int64_t number, struct err *err)
{
    if (number < 0 || number > INT32_MAX)
        return err_set(err, "%s = %" PRId64 "; phải từ 0 đến %d; ghi giới hạn cho trường ấy trong records.ini, hoặc sửa công thức",
                       "%s = %" PRId64 "; it must be from 0 to %d; give that field limits in records.ini, or change the formula",
                       name, number, INT32_MAX);
    return true;
}

bool measure_read_number(const struct rule_rows *rows, int column, const char *name, int64_t *ret_number,
                         struct err *err)
{
    int64_t number = 0;
    if (!measure_read_integer(rows, column, name, &number, err) || !measure_in_range(name, number, err))
        return false;
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
    int64_t num = 0, den = 0;
    int ward;
    bool sums = work->beyond != NULL; /* of rows that were each in range */
    if (!(sums ? measure_read_integer : measure_read_number)(rows, 2, "num", &num, err) || !(sums ? measure_read_integer : measure_read_number)(rows, 3, "den", &den, err) ||
        !find_home(work, rows, &ward, err))
        return false;
    if (ward < 0)
        return true; /* of a ward that ended without successor: it counts nowhere */
    figures[ward].num += num;
    figures[ward].den += den;
    work->measuring->rows++;
    return true;
}

char *measure_source(const struct work *work, const struct record_type *type)
{
    return arena_printf(work->arena, "\"%s%s\"", type->name, work->part ? work->part->ending : "");
}

char *measure_among(const struct work *work, const char *column)
{
    bool some = work->part && work->part->among;
    return arena_printf(work->arena, some ? " AND %s IN %s" : "", column, some ? work->part->among : "");
}

bool measure_scan(const struct work *work, struct figure *figures, struct err *err)
{
    const struct measure *measure = &work->criterion->measure;
    struct rule_piece piece = measure_piece(work, "measure", measure->where ? measure->where : measure->num);
    if (record_field(measure->of, "team") && !rule_reader_foresee_teams(work->reader, err))
        return false;
    struct rule_rows *rows = rule_reader_prepare(
        work->reader, &piece, measure_sql_scan_of(work->arena, measure, measure_source(work, measure->of), measure_sql_columns(work->arena, measure), NULL), 0, err);
    bool row = false, good = rows != NULL;
    if (rows)
        measure_bind(work, rows, &work->job->period);
    rows = beyond_rows(work, &work->job->period, rows);
    while (good && (good = rule_rows_step(rows, &row, err)) && row)
        good = sum_row(work, rows, figures, err) || measure_fail_at(&piece, err);
    rule_rows_finish(rows);
    for (size_t i = 0; i < work->territory->ward_count; i++)
        figures[i].share = measure->den != NULL;
    return good;
}
