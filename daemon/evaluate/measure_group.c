#include "evaluate/measure_group.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/err.h"
#include "base/text_index.h"
#include "criterion/criterion.h"
#include "criterion/job.h"
#include "criterion/measure_set.h"
#include "criterion/measure_sql.h"
#include "evaluate/attribution.h"
#include "evaluate/beyond_rows.h"
#include "evaluate/measure_scan.h"
#include "record/record_type.h"

#include <string.h>

/* Records of which one counts: those of one unit and area, or those that name one value in one ward. */
struct group {
    int ward;       /* where it counts */
    bool own;       /* latest: the unit is that ward itself */
    int64_t day;    /* of the newest */
    int64_t num, den;
};

struct groups {
    const struct work *work;
    const char *const *fields; /* that tell groups apart */
    size_t field_count;
    struct text_index by_key;
    struct group **items;
    size_t len, size;
    struct buffer key;
};

enum { WARD, TEAM, NUM, DEN, DAY, FIELDS };

static const char *columns_of(const struct groups *groups)
{
    const struct measure *measure = &groups->work->criterion->measure;
    struct arena *arena = groups->work->arena;
    const char *columns = arena_printf(arena, "%s, %s", measure_sql_columns(arena, measure), measure->date);
    for (size_t i = 0; i < groups->field_count; i++)
        columns = arena_printf(arena, "%s, %s", columns, groups->fields[i]);
    return columns;
}

static void add_text(struct buffer *key, const char *text)
{
    buffer_printf(key, "%zu:%s,", strlen(text), text);
}

/* The unit, then the fields; what is empty is another value than any text. */
static void write_key(struct groups *groups, const char *unit, const struct rule_rows *rows)
{
    groups->key.len = 0;
    add_text(&groups->key, unit);
    for (size_t i = 0; i < groups->field_count; i++) {
        const char *text = rule_rows_text(rows, FIELDS + (int)i);
        if (text)
            add_text(&groups->key, text);
        else
            buffer_putc(&groups->key, '-');
    }
}

static struct group *group_of(struct groups *groups, bool *ret_new)
{
    struct arena *arena = groups->work->arena;
    const char *key = buffer_text(&groups->key);
    struct group *group = text_index_find(&groups->by_key, key);
    *ret_new = !group;
    if (group)
        return group;
    group = arena_alloc(arena, sizeof *group);
    *text_index_place(&groups->by_key, arena, arena_strdup(arena, key)) = group;
    if (groups->len == groups->size) {
        size_t size = groups->size ? 2 * groups->size : 256;
        groups->items = arena_grow(arena, groups->items, groups->len * sizeof group, size * sizeof group);
        groups->size = size;
    }
    groups->items[groups->len++] = group;
    return group;
}

/* ---- latest: the newest row of each unit and area ---- */

static bool take_latest(struct groups *groups, const struct rule_rows *rows, struct err *err)
{
    const struct work *work = groups->work;
    bool of_ward = strcmp(work->criterion->measure.latest->unit, "ward") == 0, fresh;
    const char *unit = rule_rows_text(rows, of_ward ? WARD : TEAM);
    struct group newest = {.day = rule_rows_int(rows, DAY)};
    if (!unit)
        return true;
    write_key(groups, unit, rows);
    struct group *group = group_of(groups, &fresh);
    if (!fresh && newest.day <= group->day)
        return true;
    if (!measure_read_integer(rows, NUM, "num", &newest.num, err) || !measure_read_integer(rows, DEN, "den", &newest.den, err) ||
        !attribution_home_of_record(work->territory, of_ward ? unit : NULL, of_ward ? NULL : unit, &newest.ward, err))
        return false;
    newest.own = of_ward && attribution_ward(work->territory, unit) >= 0;
    *group = newest;
    return true;
}

/* A ward that took over others has their rows only while it has none of its own. */
static void leave_to_own(const struct groups *groups)
{
    bool *has_own = arena_alloc(groups->work->arena, (groups->work->territory->ward_count + 1) * sizeof *has_own);
    for (size_t i = 0; i < groups->len; i++)
        if (groups->items[i]->ward >= 0 && groups->items[i]->own)
            has_own[groups->items[i]->ward] = true;
    for (size_t i = 0; i < groups->len; i++)
        if (groups->items[i]->ward >= 0 && groups->items[i]->own != has_own[groups->items[i]->ward])
            groups->items[i]->ward = -1;
}

/* ---- distinct: a value adds the most that one of its records does ---- */

static bool take_distinct(struct groups *groups, const struct rule_rows *rows, struct err *err)
{
    const struct attribution *territory = groups->work->territory;
    struct group one = {0};
    bool fresh;
    if (!attribution_home_of_record(territory, rule_rows_text(rows, WARD), rule_rows_text(rows, TEAM), &one.ward, err))
        return false;
    if (one.ward < 0)
        return true; /* it counts nowhere */
    if (!measure_read_integer(rows, NUM, "num", &one.num, err) || !measure_read_integer(rows, DEN, "den", &one.den, err))
        return false;
    write_key(groups, territory->wards[one.ward], rows);
    struct group *group = group_of(groups, &fresh);
    if (fresh)
        *group = one;
    group->num = group->num > one.num ? group->num : one.num;
    group->den = group->den > one.den ? group->den : one.den;
    return true;
}

/* A row where a field is empty names no value. */
static const char *given(const struct groups *groups)
{
    const char *conditions = "";
    for (size_t i = 0; i < groups->field_count; i++)
        conditions = arena_printf(groups->work->arena, "%s AND %s IS NOT NULL", conditions, groups->fields[i]);
    return conditions;
}

/* ---- either ---- */

static bool take_rows(struct groups *groups, const struct rule_piece *piece, struct err *err)
{
    const struct work *work = groups->work;
    const struct measure *measure = &work->criterion->measure;
    /* The + lets no other index in: of a day's two rows the same one comes first whichever part is read. */
    const char *of = measure->latest ? arena_printf(work->arena, "+%s", measure->latest->unit) : measure->distinct->fields[0];
    const char *sql = arena_printf(work->arena, "%s%s%s", measure_sql_scan_of(work->arena, measure, measure_source(work, measure->of), columns_of(groups), NULL),
                                   measure->distinct ? given(groups) : "", measure_among(work, of));
    if (record_field(measure->of, "team") && !rule_reader_foresee_teams(work->reader, err))
        return false;
    struct rule_rows *rows = rule_reader_prepare(work->reader, piece, sql, 0, err);
    bool row = false, good = rows != NULL;
    if (rows)
        measure_bind(work, rows, &work->job->period);
    rows = beyond_rows(work, &work->job->period, rows);
    while (good && (good = rule_rows_step(rows, &row, err)) && row)
        good = (measure->latest ? take_latest : take_distinct)(groups, rows, err) || measure_fail_at(piece, err);
    rule_rows_finish(rows);
    return good;
}

static bool sum(const struct groups *groups, struct figure *figures, struct err *err)
{
    const struct attribution *territory = groups->work->territory;
    for (size_t i = 0; i < groups->len; i++)
        if (groups->items[i]->ward >= 0) {
            figures[groups->items[i]->ward].num += groups->items[i]->num;
            figures[groups->items[i]->ward].den += groups->items[i]->den;
        }
    for (size_t i = 0; i < territory->ward_count; i++) {
        figures[i].share = groups->work->criterion->measure.den != NULL;
        if (!measure_in_range("num", figures[i].num, err) || !measure_in_range("den", figures[i].den, err))
            return false;
    }
    return true;
}

bool measure_group_can(const struct work *work)
{
    const struct measure *measure = &work->criterion->measure;
    return (measure->latest || measure->distinct) && !strstr(measure->num, "param") && !(measure->den && strstr(measure->den, "param"));
}

bool measure_group_wards(const struct work *work, struct figure *figures, struct err *err)
{
    const struct measure *measure = &work->criterion->measure;
    const struct rule_piece piece = measure_piece(work, "measure", measure->where ? measure->where : measure->num);
    struct groups groups = {
        .work = work,
        .fields = measure->latest ? measure->latest->areas : measure->distinct->fields,
        .field_count = measure->latest ? measure->latest->area_count : measure->distinct->field_count,
    };
    bool good = take_rows(&groups, &piece, err);
    buffer_finish(&groups.key);
    if (!good)
        return false;
    if (measure->latest)
        leave_to_own(&groups);
    return sum(&groups, figures, err) || measure_fail_at(&piece, err);
}
