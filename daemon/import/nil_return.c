#include "import/nil_return.h"

#include "base/arena.h"
#include "base/day.h"
#include "base/problem.h"
#include "base/text_index.h"
#include "base/value.h"
#include "calendar/period.h"
#include "import/row.h"
#include "package/package.h"
#include "record/field_kind.h"
#include "record/record_type.h"
#include "store/change.h"
#include "store/store.h"
#include "workflow/workflow.h"

#include <string.h>

/* What counts in a month, of one type and since one change: a row a unit. */
struct counted {
    const char *unit, *file;
    int count, row;
    struct counted *next;
};

struct look {
    struct import *import;
    const bool *writes;      /* of each type: whether the call writes a record of it */
    struct text_index known; /* type, month and change → the place of the first struct counted */
};

/* ---- how they are counted ---- */

/* The columns: the unit, how many count, the row and the file of the first of them. */
enum nil_column { NIL_UNIT, NIL_COUNT, NIL_ROW, NIL_FILE };

/* A ward before a team before a member: the nearer one says more. */
static int distance(const struct field *field)
{
    enum field_scope scope = field_kind(field)->scope;
    if (!field->required || (scope != FIELD_SCOPE_UNIT && scope != FIELD_SCOPE_MEMBER))
        return 0;
    if (scope == FIELD_SCOPE_MEMBER)
        return 3;
    return field->level == LEVEL_WARD || field->level == LEVEL_BELOW ? 1 : field->level == LEVEL_TEAM ? 2 : 0;
}

/* The field that leads to the unit; NULL for none. */
static const struct field *owner_of(const struct record_type *type)
{
    const struct field *owner = NULL;
    for (size_t i = 0; i < type->field_count; i++) {
        int far = distance(&type->fields[i]);
        if (far && (!owner || far < distance(owner)))
            owner = &type->fields[i];
    }
    return owner;
}

/* The column with the day by which a record touches results. */
static const char *day_column(struct arena *arena, const struct record_type *type)
{
    const char *name = type->touches_on ? type->touches_on : type->touches_from;
    const struct field *field = name ? record_field(type, name) : NULL;
    if (!field || !field_kind(field)->day)
        return NULL;
    return field_kind(field)->with_day ? field_day_column(arena, field) : field->name;
}

/* " JOIN record_unit AS x ON …": the row of that id that is good on the day. */
static const char *join(struct arena *arena, const char *type, const char *as, const char *id, const char *value, const char *day)
{
    return arena_printf(arena,
                        " JOIN record_%1$s AS %2$s ON %2$s.%3$s = %4$s AND %2$s.state = '%6$s' AND %2$s.valid_from <= r.%5$s"
                        " AND ifnull(%2$s.valid_until, r.%5$s) >= r.%5$s",
                        type, as, id, value, day, workflow_to("record", "confirm"));
}

/* Counts the records of a type by the unit that they belong to: by the ward that a record names, else by the ward of its team, or of its
 * member's team, on its day. Parameters: the first day, the day behind the last, the oldest change that counts. NULL for a type whose
 * records have no day or no unit. */
static char *counting_sql(struct arena *arena, const struct record_type *type)
{
    const struct field *owner = owner_of(type);
    const char *day = day_column(arena, type);
    if (!owner || !day)
        return NULL;
    const char *unit = arena_printf(arena, "r.%s", owner->name), *joins = "";
    if (distance(owner) == 3) {
        joins = join(arena, "member", "m", "member_id", unit, day);
        unit = "m.team";
    }
    if (distance(owner) >= 2) {
        joins = arena_printf(arena, "%s%s", joins, join(arena, "unit", "t", "unit_id", unit, day));
        unit = "t.parent";
    }
    return arena_printf(arena,
                        "SELECT %1$s, count(*), min(r.source_row), r.source_file FROM record_%2$s AS r%3$s WHERE r.%4$s >= ?1"
                        " AND r.%4$s < ?2 AND r.from_seq >= ?3 AND r.state = '%5$s' GROUP BY %1$s",
                        unit, type->name, joins, day, workflow_to("record", "confirm"));
}

static bool read_counted(struct look *look, const struct record_type *type, const struct period *month, int64_t since,
                         struct counted **ret_first, struct err *err)
{
    struct arena *arena = look->import->arena;
    const char *sql = counting_sql(arena, type);
    struct counted *first = NULL;
    struct statement *statement = sql ? store_prepare(look->import->change->store, sql, err) : NULL;
    bool good = !sql || statement, row = statement != NULL;
    if (statement) {
        statement_bind_int(statement, 1, month->from);
        statement_bind_int(statement, 2, month->until);
        statement_bind_int(statement, 3, since);
    }
    while (row && (good = statement_step(statement, &row, err)) && row) {
        struct counted *counted = arena_alloc(arena, sizeof *counted);
        *counted = (struct counted){.unit = arena_strdup(arena, statement_text(statement, NIL_UNIT)),
                                    .file = arena_strdup(arena, statement_text(statement, NIL_FILE)),
                                    .count = (int)statement_int(statement, NIL_COUNT),
                                    .row = (int)statement_int(statement, NIL_ROW),
                                    .next = first};
        first = counted;
    }
    statement_finish(statement);
    *ret_first = first;
    return good;
}

/* The same month of the same type is asked for each ward. */
static bool find_counted(struct look *look, const struct record_type *type, const struct period *month, int64_t since,
                         const struct counted **ret_first, struct err *err)
{
    const char *name = arena_printf(look->import->arena, "%s\x1f%s\x1f%lld", type->name, month->id, (long long)since);
    struct counted **place = text_index_find(&look->known, name);
    if (!place) {
        place = arena_alloc(look->import->arena, sizeof *place);
        if (!read_counted(look, type, month, since, place, err))
            return false;
        *text_index_place(&look->known, look->import->arena, name) = place;
    }
    *ret_first = *place;
    return true;
}

/* The first record of those that count for the ward, and how many: a unit that ended counts where its successor is. */
static struct counted of_ward(const struct look *look, const struct counted *first, const char *ward, const struct period *month)
{
    struct counted sum = {0};
    for (; first; first = first->next) {
        const char *home = first->unit ? unit_home(&look->import->package->units, first->unit, month->until - 1) : NULL;
        if (!home || strcmp(home, ward) != 0)
            continue;
        if (!sum.count || first->row < sum.row) {
            sum.file = first->file;
            sum.row = first->row;
        }
        sum.count += first->count;
    }
    return sum;
}

static void warn_return(struct import *import, const struct value *row, struct counted counted)
{
    problem_warn(import->problems, value_get_text(row, "source_file", NULL), (int)value_get_int(row, "source_row", 0), "nil_return",
                 "báo không phát sinh nhưng tháng %s đã có %d bản ghi %s được tính; sửa nil_return, hoặc rút bản ghi nhập nhầm",
                 "says that nothing happened, but %s has %d records of the type %s that count; correct nil_return, or withdraw "
                 "records that were entered by mistake",
                 value_get_text(row, "period", ""), counted.count, value_get_text(row, "record_type", ""));
}

static void warn_records(struct import *import, const struct value *row, const struct record_type *type, struct counted counted)
{
    problem_warn(import->problems, counted.file, counted.row, owner_of(type)->name,
                 "“%1$s” đã báo tháng %2$s không phát sinh loại này (%3$s dòng %4$d), nay có %5$d bản ghi; gửi lại báo cáo với "
                 "nil_return là no, hoặc xem lại bản ghi",
                 "“%1$s” has said that nothing of this type happened in %2$s (%3$s row %4$d), now there are %5$d records; send the "
                 "return again with nil_return no, or look at the records",
                 value_get_text(row, "ward", ""), value_get_text(row, "period", ""), value_get_text(row, "source_file", ""),
                 (int)value_get_int(row, "source_row", 0), counted.count);
}

static const bool *find_written(const struct import *import)
{
    size_t count = import->package->types.len;
    bool *writes = arena_alloc(import->arena, count * sizeof *writes);
    for (size_t t = 0; t < count; t++)
        for (size_t i = 0; i < import->batches[t].len && !writes[t]; i++)
            writes[t] = row_is_written(&import->batches[t].rows[i]);
    return writes;
}

/* One return that says so: of this call it is compared with all records, an older one with those of this call. */
static bool check(struct look *look, const struct value *row, struct err *err)
{
    struct import *import = look->import;
    const struct record_type *type = record_type_find(&import->package->types, value_get_text(row, "record_type", ""));
    const struct period *month = period_find(import->periods, value_get_text(row, "period", ""));
    int64_t now = import->change->sequence;
    bool own = value_get_int(row, "from_seq", 0) == now;
    const struct counted *first;
    if (!type || !month || (!own && !look->writes[type - import->package->types.items]))
        return true;
    if (!find_counted(look, type, month, own ? 0 : now, &first, err))
        return false;
    struct counted counted = of_ward(look, first, value_get_text(row, "ward", ""), month);
    if (counted.count && own)
        warn_return(import, row, counted);
    else if (counted.count)
        warn_records(import, row, type, counted);
    return true;
}

bool nil_return_warn(struct import *import, struct err *err)
{
    struct look look = {.import = import, .writes = find_written(import)};
    const struct record_type *type = record_type_find(&import->package->types, "submission");
    if (!type || !record_field(type, "nil_return"))
        return true;
    const struct value *rows = store_rows(import->change->store, import->arena, err, QUERY_BUILTIN_NIL_RETURNS, "");
    bool good = rows != NULL;
    for (size_t i = 0; good && i < value_len(rows); i++)
        good = check(&look, value_at(rows, i), err);
    return good;
}
