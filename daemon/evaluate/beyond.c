#include "evaluate/beyond.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/param.h"
#include "base/value.h"
#include "criterion/criterion.h"
#include "criterion/job.h"
#include "dialect/statement.h"
#include "evaluate/measure_group.h"
#include "evaluate/outcome.h"

#include <string.h>

static const struct span *spans_of(const struct work *work, size_t *ret_count)
{
    *ret_count = 1;
    return work->criterion->below ? outcome_spans(work, ret_count) : &work->job->period;
}

/* The statement of one stretch. */
static bool make(const struct work *work, const struct span *span, struct statement *statement)
{
    const struct measure *measure = &work->criterion->measure;
    bool made = !work->criterion->use_count && !work->evaluator && statement_make(work->arena, work->job, measure, span, statement);
    if (made && (measure->latest || measure->distinct) && !measure_group_can(work)) {
        statement->translation.vi = "num hay den hỏi tham số của riêng dòng mới nhất";
        statement->translation.en = "num or den asks for parameters of the newest row alone";
        return false;
    }
    return made;
}

struct value *beyond_ask(const struct work *work)
{
    struct value *answer = value_map(work->arena), *asks = value_list(work->arena);
    size_t count;
    const struct span *spans = spans_of(work, &count);
    for (size_t i = 0; i < count; i++) {
        struct statement statement;
        struct value *ask = value_map(work->arena);
        if (!make(work, &spans[i], &statement))
            return NULL;
        value_set_text(ask, "type", statement.translation.type->name);
        value_set_text(ask, "sql", statement.sql);
        value_set_text(ask, "shape", statement.shape);
        value_append(asks, ask);
    }
    value_set(answer, "results", value_list(work->arena));
    value_set(answer, "params", value_list(work->arena));
    value_set(answer, "beyond", asks);
    return count ? answer : NULL;
}

struct value *beyond_say(const struct work *work)
{
    struct value *said = value_map(work->arena);
    struct statement statement = {0};
    value_set_text(said, "type", work->criterion->measure.of ? work->criterion->measure.of->name : NULL);
    bool made = make(work, &work->job->period, &statement), other = !made && !statement.translation.en;
    if (made)
        value_set_text(said, "sql", statement.sql);
    value_set_text(said, "vi", other ? "số liệu tính từ chỉ tiêu khác hoặc do trình cắm tính" : statement.translation.vi);
    value_set_text(said, "en", other ? "its figures are made of other criteria's, or by a plugin" : statement.translation.en);
    return said;
}

/* Of the groups together. False: it is open whether SQLite would have asked for it. */
static bool take_read(const struct work *work, const struct statement *statement, size_t which, const struct value *rows, struct err *err)
{
    const struct translated_read *read = &statement->translation.reads[which];
    size_t place = statement->columns + STATEMENT_READS + 2 * which;
    bool possible = read->constant, certain = false;
    for (size_t i = 0; i < value_len(rows); i++) {
        possible = possible || value_as_int(value_at(value_at(rows, i), place));
        certain = certain || value_as_int(value_at(value_at(rows, i), place + 1));
    }
    return possible == certain && (!certain || rule_reader_param(work->reader, read->param->name, read->from, err));
}

static bool take_span(const struct work *work, const struct statement *statement, const struct value *rows, struct err *err)
{
    for (size_t i = 0; i < value_len(rows); i++)
        if (value_len(value_at(rows, i)) != strlen(statement->shape) || value_as_int(value_at(value_at(rows, i), statement->columns + STATEMENT_UNLESS)))
            return false;
    for (size_t i = 0; i < statement->translation.read_count; i++)
        if (!take_read(work, statement, i, rows, err))
            return false;
    return true;
}

/* Those that something was counted of. */
static struct value *counted(struct arena *arena, const struct value *rows, size_t columns)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(rows); i++)
        if (value_as_int(value_at(value_at(rows, i), columns + STATEMENT_COUNTED)))
            value_append(list, value_at(rows, i));
    return list;
}

bool beyond_take(struct work *work, struct err *err)
{
    size_t count;
    const struct span *spans = spans_of(work, &count);
    struct value *taken = value_map(work->arena);
    bool good = value_len(work->job->beyond) == count;
    for (size_t i = 0; good && i < count; i++) {
        struct statement statement;
        const struct value *rows = value_at(work->job->beyond, i);
        good = make(work, &spans[i], &statement) && take_span(work, &statement, rows, err);
        if (good)
            value_set(taken, spans[i].id, counted(work->arena, rows, statement.columns));
    }
    if (!good)
        rule_reader_forget_reads(work->reader);
    err_clear(err);
    work->beyond = good ? taken : NULL;
    return good;
}
