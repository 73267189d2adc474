#include "entry/entry_unusual.h"

#include "base/arena.h"
#include "base/value.h"
#include "calendar/period.h"
#include "entry/entry_scope.h"
#include "entry/entry_twin.h"
#include "listing/record_list.h"
#include "package/package.h"
#include "record/record_key.h"
#include "record/record_type.h"
#include "workflow/workflow.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum {
    USUAL_LEAST = 3,  /* records or months from which on something is usual */
    USUAL_MONTHS = 6, /* before the month in question */
    USUAL_TIMES = 3,  /* the middle, or the middle distance from it */
    MORE_LEAST = 5,   /* more than the middle, below which a month is not worth a remark */
};

/* key: of another record that it is about. */
static void say_of(struct arena *arena, struct value *list, const char *vi, const char *en, const char *key)
{
    struct value *map = value_map(arena);
    value_set_text(map, "vi", vi);
    value_set_text(map, "en", en);
    if (key)
        value_set_text(map, "key", key);
    value_append(list, map);
}

static void say(struct arena *arena, struct value *list, const char *vi, const char *en)
{
    say_of(arena, list, vi, en, NULL);
}

/* ---- months ---- */

static const struct period *month_of_day(const struct entry_unusual *unusual, int32_t day)
{
    const struct period_list *periods = unusual->about->periods;
    for (size_t i = 0; i < periods->len; i++)
        if (periods->items[i].kind == PERIOD_MONTH && periods->items[i].from <= day && day < periods->items[i].until)
            return &periods->items[i];
    return NULL;
}

/* The month that the cell says: by its id or its day; NULL: none, or one outside the contest. */
static const struct period *month_of_cell(const struct entry_unusual *unusual, const struct field *field, struct cell cell)
{
    if (field_kind(field)->scope == FIELD_SCOPE_TIME && cell.kind == CELL_TEXT)
        return period_find(unusual->about->periods, cell.text);
    return field_kind(field)->day && cell.kind == CELL_NUMBER ? month_of_day(unusual, field_kind(field)->day(cell.number)) : NULL;
}

/* Of the field by which a record touches results, else of the first day that it says. */
static const struct period *month_of(const struct entry_unusual *unusual, const struct entry_row *row)
{
    const struct record_type *type = unusual->about->type;
    const struct field *touched = type->touches_on ? record_field(type, type->touches_on) : NULL;
    const struct period *month = touched ? month_of_cell(unusual, touched, row->cells[touched - type->fields]) : NULL;
    for (size_t i = 0; i < type->field_count && !touched && !month; i++)
        month = month_of_cell(unusual, &type->fields[i], row->cells[i]);
    return month;
}

const struct period *const *entry_unusual_months_of(const struct entry_unusual *unusual)
{
    const struct period **months = arena_alloc(unusual->about->arena, (unusual->rows->len + 1) * sizeof *months);
    for (size_t i = 0; i < unusual->rows->len; i++)
        months[i] = month_of(unusual, &unusual->rows->items[i]);
    return months;
}

/* Whether it is one of the six months before the other, on whose days the unit stood. */
static bool is_before(const struct entry_unusual *unusual, const struct period *month, const struct period *other)
{
    if (!month || month->kind != PERIOD_MONTH || month->until > other->from)
        return false;
    size_t between = 0;
    for (const struct period *item = month; item < other; item++)
        between += item->kind == PERIOD_MONTH;
    return between <= USUAL_MONTHS && unit_stands(&unusual->about->package->units, unusual->unit, month->from);
}

static void look_at_day(const struct entry_unusual *unusual, const struct entry_row *row, int64_t at, struct value *list)
{
    const struct period *month = month_of(unusual, row);
    struct arena *arena = unusual->about->arena;
    if (month && at >= unusual->due_at(unusual->about->package, month))
        say(arena, list, arena_printf(arena, "gửi sau hạn báo cáo của %s", period_title(month, arena)),
            arena_printf(arena, "sent after the return of %s was due", month->id));
}

/* ---- twice ---- */

static void look_for_twin(const struct entry_unusual *unusual, const struct entry_row *row, struct value *list)
{
    struct arena *arena = unusual->about->arena;
    const struct entry_row *near = NULL;
    enum entry_twin twin = ENTRY_TWIN_NONE;
    for (size_t i = 0; i < unusual->rows->len && twin != ENTRY_TWIN_SAME; i++) {
        const struct entry_row *other = &unusual->rows->items[i];
        if (other->cells == row->cells || !workflow_is("record", other->state, WORKFLOW_CLAIMS))
            continue;
        enum entry_twin found = entry_twin_of(arena, unusual->about->type, row->cells, other->cells);
        near = found > twin ? other : near;
        twin = found > twin ? found : twin;
    }
    if (!near)
        return;
    const char *key = record_key_show(arena, unusual->about->type, near->cells);
    if (twin == ENTRY_TWIN_SAME)
        say_of(arena, list, arena_printf(arena, "giống hệt bản ghi %s, chỉ khác mã", key), arena_printf(arena, "says the same as %s but for its id", key), key);
    else if (twin == ENTRY_TWIN_NEAR)
        say_of(arena, list, arena_printf(arena, "có thể trùng với bản ghi %s: cùng ngày, cùng loại, nội dung gần như nhau", key),
               arena_printf(arena, "may be %s entered twice: the same day and kind, nearly the same words", key), key);
}

/* ---- numbers ---- */

static int by_size(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

/* Sorts the numbers. Of an even count the lower one of the two in the middle. */
static int64_t middle_of(int64_t *numbers, size_t count)
{
    qsort(numbers, count, sizeof *numbers, by_size);
    return numbers[(count - 1) / 2];
}

static int64_t most_of(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

struct spread {
    int64_t middle, least, most;
    size_t count; /* of the numbers by which it is known */
};

/* Sorts the numbers and then holds their distances from the middle in them. */
static struct spread spread_of(int64_t *numbers, size_t count)
{
    int64_t middle = middle_of(numbers, count);
    for (size_t i = 0; i < count; i++)
        numbers[i] = llabs(numbers[i] - middle);
    int64_t distance = most_of(most_of(USUAL_TIMES * middle_of(numbers, count), llabs(middle) / 2), 1);
    return (struct spread){middle, middle >= 0 && distance > middle ? 0 : middle - distance, middle + distance, count};
}

/* The numbers that count of this unit in the six months before the record's and in that one; of a record without a month all. */
static struct spread usual_numbers(const struct entry_unusual *unusual, const struct entry_row *row, size_t field)
{
    int64_t *numbers = arena_alloc(unusual->about->arena, (unusual->rows->len + 1) * sizeof *numbers);
    const struct period *month = month_of(unusual, row);
    size_t count = 0;
    for (size_t i = 0; i < unusual->rows->len; i++) {
        const struct entry_row *other = &unusual->rows->items[i];
        if (other->cells[field].kind != CELL_NUMBER || !workflow_is("record", other->state, WORKFLOW_COUNTS))
            continue;
        if (!month || unusual->months[i] == month || is_before(unusual, unusual->months[i], month))
            numbers[count++] = other->cells[field].number;
    }
    return count < USUAL_LEAST ? (struct spread){.count = 0} : spread_of(numbers, count);
}

static const char *shown(struct arena *arena, const struct field *field, int64_t number)
{
    return cell_show(arena, field, (struct cell){.kind = CELL_NUMBER, .number = number});
}

static void look_at_number(const struct entry_unusual *unusual, const struct entry_row *row, size_t field, struct value *list)
{
    struct arena *arena = unusual->about->arena;
    const struct spread usual = usual_numbers(unusual, row, field);
    int64_t number = row->cells[field].number;
    if (!usual.count || (usual.least <= number && number <= usual.most))
        return;
    const struct field *of = &unusual->about->type->fields[field];
    const char *is = shown(arena, of, number), *least = shown(arena, of, usual.least), *most = shown(arena, of, usual.most), *middle = shown(arena, of, usual.middle);
    say(arena, list,
        arena_printf(arena, "%s %s ngoài mức thường gặp của đơn vị: từ %s đến %s, mức giữa %s của %02zu bản ghi trong 06 tháng", of->title, is, least, most, middle, usual.count),
        arena_printf(arena, "%s %s is beyond what is usual of the unit: %s to %s, the middle of %zu records in six months is %s", of->title, is, least, most, usual.count, middle));
}

/* A number that is no day. */
static bool is_amount(const struct field *field)
{
    return field_kind(field)->number && !field_kind(field)->day;
}

/* ---- months with far more, or nothing ---- */

struct before {
    int64_t counts[USUAL_MONTHS + 1];
    size_t len;
};

/* How many records claim to hold in the month. */
static int64_t count_in(const struct entry_unusual *unusual, const struct period *month, bool *ret_waits)
{
    int64_t count = 0;
    *ret_waits = false;
    for (size_t i = 0; i < unusual->rows->len; i++) {
        const struct entry_row *row = &unusual->rows->items[i];
        if (!workflow_is("record", row->state, WORKFLOW_CLAIMS) || unusual->months[i] != month)
            continue;
        count++;
        *ret_waits = *ret_waits || workflow_is("record", row->state, WORKFLOW_PENDING);
    }
    return count;
}

static void look_at_month(const struct entry_unusual *unusual, const struct period *month, struct value *list)
{
    struct arena *arena = unusual->about->arena;
    const struct period_list *periods = unusual->about->periods;
    struct before before = {.len = 0};
    bool waits, ignored;
    int64_t count = count_in(unusual, month, &waits);
    for (size_t i = 0; waits && i < periods->len; i++)
        if (is_before(unusual, &periods->items[i], month))
            before.counts[before.len++] = count_in(unusual, &periods->items[i], &ignored);
    int64_t middle = before.len >= USUAL_LEAST ? middle_of(before.counts, before.len) : 0;
    if (!middle || count <= USUAL_TIMES * middle || count < middle + MORE_LEAST)
        return;
    say(arena, list,
        arena_printf(arena, "%s có %" PRId64 " bản ghi, hơn ba lần mức giữa %" PRId64 " của %02zu tháng trước", period_title(month, arena), count, middle, before.len),
        arena_printf(arena, "%s has %" PRId64 " records, more than three times the middle of the %zu months before, which is %" PRId64, month->id, count, before.len, middle));
}

struct value *entry_unusual_months(const struct entry_unusual *unusual)
{
    const struct period_list *periods = unusual->about->periods;
    struct value *list = value_list(unusual->about->arena);
    for (size_t i = 0; i < periods->len; i++)
        if (periods->items[i].kind == PERIOD_MONTH)
            look_at_month(unusual, &periods->items[i], list);
    return list;
}

/* Of another type: how many records of the unit claim to hold in the month. */
static bool count_of_type(const struct entry_unusual *unusual, const struct record_type *type, const struct period *month, int64_t *ret_count,
                          struct err *err)
{
    const struct record_list_query query = {.types = &unusual->about->package->types, .type = type, .owners = unusual->about->scope->ids,
                                            .period = month, .periods = unusual->about->periods};
    const struct value *counts = record_list_counts(unusual->store, &query, unusual->about->arena, err);
    *ret_count = 0;
    for (size_t i = 0; i < value_len(counts); i++)
        if (workflow_is("record", value_key(counts, i), WORKFLOW_CLAIMS))
            *ret_count += value_as_int(value_item(counts, i));
    return counts != NULL;
}

static const char *text_of(const struct entry_unusual *unusual, const struct entry_row *row, const char *name)
{
    const struct field *field = record_field(unusual->about->type, name);
    const struct cell *cell = field ? &row->cells[field - unusual->about->type->fields] : NULL;
    return cell && cell->kind == CELL_TEXT ? cell->text : "";
}

static void say_nil(struct arena *arena, const struct record_type *type, const struct before *before, int64_t count, struct value *list)
{
    if (count)
        say(arena, list, arena_printf(arena, "báo không phát sinh, nhưng tháng này đã có %02" PRId64 " bản ghi “%s”", count, type->title),
            arena_printf(arena, "says that nothing arose, but the month has %" PRId64 " records of the type %s", count, type->name));
    else
        say(arena, list, arena_printf(arena, "báo không phát sinh “%s”, trong khi cả %02zu tháng trước đều có", type->title, before->len),
            arena_printf(arena, "says that nothing arose of the type %s, while all of the %zu months before had some", type->name, before->len));
}

/* A return of a month that says: nothing arose. */
static bool look_at_nil(const struct entry_unusual *unusual, const struct entry_row *row, struct value *list, struct err *err)
{
    const struct period_list *periods = unusual->about->periods;
    const struct period *month = month_of(unusual, row);
    const struct record_type *type = record_type_find(&unusual->about->package->types, text_of(unusual, row, "record_type"));
    struct before before = {.len = 0};
    int64_t count = 0, had = 1, least = INT64_MAX;
    if (!month || !type || strcmp(text_of(unusual, row, "nil_return"), "yes") != 0 || !(type->touches_on || type->touches_from))
        return true;
    if (!count_of_type(unusual, type, month, &count, err))
        return false;
    for (size_t i = 0; !count && had && i < periods->len; i++) {
        if (!is_before(unusual, &periods->items[i], month))
            continue;
        if (!count_of_type(unusual, type, &periods->items[i], &had, err))
            return false;
        before.counts[before.len++] = had;
        least = had < least ? had : least;
    }
    if (count || (before.len >= USUAL_LEAST && least > 0))
        say_nil(unusual->about->arena, type, &before, count, list);
    return true;
}

/* ---- one row ---- */

struct value *entry_unusual_row(const struct entry_unusual *unusual, const struct entry_row *row, int64_t at, struct err *err)
{
    struct value *list = value_list(unusual->about->arena);
    look_at_day(unusual, row, at, list);
    look_for_twin(unusual, row, list);
    for (size_t i = 0; i < unusual->about->type->field_count; i++)
        if (is_amount(&unusual->about->type->fields[i]) && row->cells[i].kind == CELL_NUMBER)
            look_at_number(unusual, row, i, list);
    return look_at_nil(unusual, row, list, err) ? list : NULL;
}
