#include "dialect/statement.h"

#include "base/arena.h"
#include "base/text.h"
#include "criterion/criterion.h"
#include "criterion/job.h"
#include "criterion/measure_set.h"
#include "dialect/expression.h"
#include "record/record_type.h"

#include <inttypes.h>
#include <string.h>

static bool refuse(struct statement *statement, const char *vi, const char *en)
{
    statement->translation.vi = vi;
    statement->translation.en = en;
    return false;
}

/* The pieces of the measure, put over. */
struct pieces {
    const char *where, *num, *den;
    const char *num_holds, *den_holds; /* where they are 1 and not another number; NULL: any number (expression_number) */
    const char *list, *group, *shape;
};

static bool add_column(struct statement *statement, struct pieces *pieces, const char *column, bool groups)
{
    struct arena *arena = statement->translation.arena;
    bool number;
    if (!translated_column(arena, statement->translation.type, column, &number)) {
        statement->translation.vi = arena_printf(arena, "trường “%s” là riêng tư nên không sang bên kia", column);
        statement->translation.en = arena_printf(arena, "the field “%s” is private and does not go there", column);
        return false;
    }
    pieces->list = arena_printf(arena, "%s\"%s\", ", pieces->list, column);
    pieces->shape = arena_printf(arena, "%st", pieces->shape);
    if (groups)
        pieces->group = arena_printf(arena, "%s%s\"%s\"", pieces->group, *pieces->group ? ", " : "", column);
    return true;
}

static void add(struct statement *statement, struct pieces *pieces, const char *expression, char shape)
{
    pieces->list = arena_printf(statement->translation.arena, "%s%s, ", pieces->list, expression);
    pieces->shape = arena_printf(statement->translation.arena, "%s%c", pieces->shape, shape);
}

/* ward and team, as far as the type has them. */
static bool add_units(struct statement *statement, struct pieces *pieces, const char *only)
{
    static const char *const units[] = {"ward", "team"};
    for (size_t i = 0; i < 2; i++) {
        bool has = record_field(statement->translation.type, units[i]) && (!only || strcmp(only, units[i]) == 0);
        if (!has)
            add(statement, pieces, "NULL::text", 't');
        else if (!add_column(statement, pieces, units[i], true))
            return false;
    }
    return true;
}

static bool add_fields(struct statement *statement, struct pieces *pieces, const char *const *fields, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!add_column(statement, pieces, fields[i], true))
            return false;
    return true;
}

/* An aggregate over what counts. */
static const char *over(struct arena *arena, const char *aggregate, const char *piece, const char *where)
{
    return arena_printf(arena, "%s(%s) FILTER (WHERE %s)::bigint", aggregate, piece, where);
}

/* The sum over what counts: a count is what servers are quickest at. */
static const char *sum(struct arena *arena, const char *piece, const char *holds, const char *where)
{
    return holds ? arena_printf(arena, "count(*) FILTER (WHERE %s AND %s)", where, holds) : over(arena, "sum", piece, where);
}

static bool tells_apart(const struct measure *measure, const char *const *fields, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(fields[i], measure->date) != 0 && strcmp(fields[i], measure->latest->unit) != 0 &&
            text_place(fields[i], measure->latest->areas, measure->latest->area_count) < 0)
            return false;
    return count;
}

/* Two records of one unit, area and day would leave it open which is the newest. */
static bool is_unique(const struct measure *measure)
{
    return tells_apart(measure, measure->of->key, measure->of->key_count) || tells_apart(measure, measure->of->unique, measure->of->unique_count);
}

static const char *newest(struct arena *arena, const struct measure *measure, const struct pieces *pieces, const char *piece)
{
    return arena_printf(arena, "(array_agg(%s ORDER BY \"%s\" DESC) FILTER (WHERE %s))[1]", piece, measure->date, pieces->where);
}

static bool add_latest(struct statement *statement, const struct measure *measure, struct pieces *pieces)
{
    struct arena *arena = statement->translation.arena;
    if (!is_unique(measure))
        return refuse(statement, "khóa của loại số liệu cho phép nhiều dòng của một đơn vị, khu vực trong một ngày", "the type's key allows several rows of a unit and area on one day");
    if (!add_units(statement, pieces, measure->latest->unit))
        return false;
    add(statement, pieces, newest(arena, measure, pieces, pieces->num), 'n');
    add(statement, pieces, newest(arena, measure, pieces, pieces->den), 'n');
    add(statement, pieces, arena_printf(arena, "max(\"%s\") FILTER (WHERE %s)", measure->date, pieces->where), 'n');
    return add_fields(statement, pieces, measure->latest->areas, measure->latest->area_count);
}

static bool add_distinct(struct statement *statement, const struct measure *measure, struct pieces *pieces)
{
    struct arena *arena = statement->translation.arena;
    if (!add_units(statement, pieces, NULL))
        return false;
    for (size_t i = 0; i < measure->distinct->field_count; i++)
        pieces->where = arena_printf(arena, "(%s AND \"%s\" IS NOT NULL)", pieces->where, measure->distinct->fields[i]);
    add(statement, pieces, over(arena, "max", pieces->num, pieces->where), 'n');
    add(statement, pieces, over(arena, "max", pieces->den, pieces->where), 'n');
    add(statement, pieces, arena_printf(arena, "max(\"%s\")", measure->date), 'n');
    return add_fields(statement, pieces, measure->distinct->fields, measure->distinct->field_count);
}

/* Of each member or team, in each unit where its records are. */
static bool add_each(struct statement *statement, const struct measure *measure, struct pieces *pieces)
{
    const char *unit = translated_unit(statement->translation.arena, measure->of);
    if (unit && strcmp(unit, measure->each->link) != 0)
        pieces->group = arena_printf(statement->translation.arena, "\"%s\"", unit);
    if (!add_column(statement, pieces, measure->each->link, true))
        return false;
    add(statement, pieces, sum(statement->translation.arena, pieces->num, pieces->num_holds, pieces->where), 'n');
    return true;
}

static bool add_scan(struct statement *statement, struct pieces *pieces)
{
    struct arena *arena = statement->translation.arena;
    if (!add_units(statement, pieces, NULL))
        return false;
    add(statement, pieces, sum(arena, pieces->num, pieces->num_holds, pieces->where), 'n');
    add(statement, pieces, sum(arena, pieces->den, pieces->den_holds, pieces->where), 'n');
    return true;
}

/* What is counted, and of which records it is asked. */
static bool put_over(struct statement *statement, const struct measure *measure, struct pieces *pieces)
{
    struct translation *translation = &statement->translation;
    pieces->where = measure->where ? expression_condition(translation, measure->where) : "TRUE";
    size_t first = translation->read_count;
    pieces->den_holds = "FALSE";
    pieces->num = pieces->where ? expression_number(translation, measure->num, &pieces->num_holds) : NULL;
    pieces->den = !pieces->num ? NULL : measure->den && !measure->each ? expression_number(translation, measure->den, &pieces->den_holds) : "0::bigint";
    if (!pieces->den)
        return false;
    translated_only_where(translation, first, arena_printf(translation->arena, "%s IS TRUE", pieces->where));
    /* Outside of these a record is a mistake of the rule, which is said with its line. */
    const char *bounds = "(%1$s AND (%2$s < 0 OR %2$s > %3$d))";
    if (!pieces->num_holds)
        translated_unless(translation, arena_printf(translation->arena, bounds, pieces->where, pieces->num, INT32_MAX));
    if (!pieces->den_holds)
        translated_unless(translation, arena_printf(translation->arena, bounds, pieces->where, pieces->den, INT32_MAX));
    return true;
}

static void add_marks(struct statement *statement, struct pieces *pieces)
{
    const struct translation *translation = &statement->translation;
    struct arena *arena = translation->arena;
    statement->columns = strlen(pieces->shape);
    add(statement, pieces, arena_printf(arena, "count(*) FILTER (WHERE %s)", pieces->where), 'n');
    add(statement, pieces, translation->unless ? arena_printf(arena, "coalesce(bool_or(%s), FALSE)", translation->unless) : "FALSE", 'b');
    for (size_t i = 0; i < translation->read_count; i++) {
        add(statement, pieces, arena_printf(arena, "coalesce(bool_or(%s), FALSE)", translation->reads[i].possible), 'b');
        add(statement, pieces, arena_printf(arena, "coalesce(bool_or(%s), FALSE)", translation->reads[i].certain), 'b');
    }
}

bool statement_make(struct arena *arena, const struct job *job, const struct measure *measure, const struct span *span, struct statement *ret_statement)
{
    struct pieces pieces = {.list = "", .group = "", .shape = ""};
    const struct record_type *type = measure->of;
    *ret_statement = (struct statement){.translation = {.arena = arena, .types = &job->contest.types, .type = type, .params = &job->contest.targets,
                                                        .from = measure->since_contest ? job->contest.from : span->from, .until = span->until,
                                                        .contest_from = job->contest.from, .period = span->id}};
    struct statement *statement = ret_statement;
    if (!type)
        return refuse(statement, "quy tắc có câu SQL của riêng nó", "the rule has a statement of its own");
    if (type->private)
        return refuse(statement, "loại số liệu là riêng tư nên không sang bên kia", "the record type is private and does not go there");
    if (!put_over(statement, measure, &pieces) ||
        !(measure->latest     ? add_latest(statement, measure, &pieces)
          : measure->distinct ? add_distinct(statement, measure, &pieces)
          : measure->each     ? add_each(statement, measure, &pieces)
                              : add_scan(statement, &pieces)))
        return false;
    const char *unit = translated_unit(arena, type);
    if (!unit || !strstr(pieces.group, arena_printf(arena, "\"%s\"", unit)))
        return refuse(statement, "số liệu không đếm theo đơn vị mà bản ghi thuộc về", "it is not counted by whose records they are");
    add_marks(statement, &pieces);
    statement->shape = pieces.shape;
    statement->sql = arena_printf(arena,
                                  "SELECT %.*s\n  FROM \"record_%s\"\n WHERE counts AND from_seq <= %" PRId64 " AND (until_seq IS NULL OR until_seq > %" PRId64
                                  ")\n   AND \"%s\" >= %" PRId64 " AND \"%s\" < %" PRId64 "\n GROUP BY %s",
                                  (int)strlen(pieces.list) - 2, pieces.list, type->name, job->sequence, job->sequence, measure->date, statement->translation.from, measure->date,
                                  statement->translation.until, pieces.group);
    return true;
}
