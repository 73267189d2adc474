#include "import/life.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/day.h"
#include "base/problem.h"
#include "base/text.h"
#include "base/text_index.h"
#include "import/row.h"
#include "import/stored_life.h"
#include "record/record_key.h"
#include "record/record_type.h"
#include "store/change.h"
#include "store/store.h"
#include "workflow/workflow.h"

#include <stdlib.h>
#include <string.h>

/* The days of one row, both inclusive; an open end is the last day of all. */
struct days {
    const struct import_row *row; /* NULL: a stored row of which no file of the call speaks */
    const struct cell *cells;
    const char *key, *where_vi, *where_en; /* for people */
    int32_t first, last;
};

struct look {
    struct import *import;
    const struct batch *batch;
    struct record_life life;
    struct statement *stored; /* prepared when first needed */
};

/* The rows of the call about one unit, member or person. */
struct subject {
    const struct import_row **rows;
    size_t len, size;
    bool changes; /* one of them writes something */
    struct subject *next; /* in the order of the files */
};

static struct cell cell_of(const struct look *look, const struct import_row *row, const struct field *field)
{
    return row->cells[field - look->batch->type->fields];
}

static bool is_written(const struct days *days)
{
    return days->row && row_is_written(days->row);
}

static struct days days_of(const struct look *look, const struct cell *cells)
{
    const struct record_type *type = look->batch->type;
    struct days days = {.cells = cells, .key = record_key_show(look->import->arena, type, cells)};
    stored_life_days(type, &look->life, cells, &days.first, &days.last);
    return days;
}

/* False where a file of the call speaks of this row, or it is no longer one that stands. */
static bool take_stored(const struct look *look, const struct stored_life *stored, struct days *ret_days)
{
    const struct record_type *type = look->batch->type;
    struct arena *arena = look->import->arena;
    const struct import_row *spoken = text_index_find(&look->batch->keys, row_join(arena, type, stored->cells, type->key, type->key_count));
    if (!workflow_is("record", stored->state, WORKFLOW_CLAIMS) || (spoken && spoken->fate != ROW_OUTDATED))
        return false;
    int sequence = (int)stored->sequence;
    *ret_days = days_of(look, stored->cells);
    ret_days->where_vi = arena_printf(arena, "đã lưu, %s dòng %d, thay đổi %d", stored->file, stored->row, sequence);
    ret_days->where_en = arena_printf(arena, "stored, %s row %d, change %d", stored->file, stored->row, sequence);
    return true;
}

static struct days days_of_row(const struct look *look, const struct import_row *row)
{
    struct days days = days_of(look, row->cells);
    days.row = row;
    days.where_vi = days.where_en = arena_printf(look->import->arena, "%s:%d", row->file, row->line);
    return days;
}

static int compare(const void *left, const void *right)
{
    const struct days *a = left, *b = right;
    return (a->first > b->first) - (a->first < b->first);
}

/* Everything that claims days of the subject, by first day. */
static bool collect(struct look *look, const struct subject *subject, struct days **ret_days, size_t *ret_len, struct err *err)
{
    struct stored_life *stored;
    size_t len = 0, stored_len;
    struct import *import = look->import;
    if (!stored_life_read(import->change->store, import->arena, look->batch->type, &look->life, subject->rows[0]->cells, &look->stored,
                          &stored, &stored_len, err))
        return false;
    struct days *list = arena_alloc(import->arena, (subject->len + stored_len) * sizeof *list);
    for (size_t i = 0; i < subject->len; i++) /* a bad cell is said already, an outdated row is left out */
        if (subject->rows[i]->fate != ROW_OUTDATED && workflow_is("record", subject->rows[i]->state, WORKFLOW_CLAIMS) &&
            cell_of(look, subject->rows[i], look->life.until).kind != CELL_BAD)
            list[len++] = days_of_row(look, subject->rows[i]);
    for (size_t i = 0; i < stored_len; i++)
        len += take_stored(look, &stored[i], &list[len]);
    qsort(list, len, sizeof *list, compare);
    *ret_days = list;
    *ret_len = len;
    return true;
}

/* "parent: cat-bi → phuong-hai-an": what the later row says anew; "" when both say the same. */
static const char *differences(const struct look *look, const struct days *before, const struct days *after)
{
    const struct record_type *type = look->batch->type;
    struct arena *arena = look->import->arena;
    const char *list = "";
    for (size_t i = 0; i < type->field_count; i++) {
        const struct field *field = &type->fields[i];
        const char *old = cell_show(arena, field, before->cells[i]), *new = cell_show(arena, field, after->cells[i]);
        if (field != look->life.until && text_place(field->name, type->key, type->key_count) < 0 && strcmp(old, new) != 0)
            list = arena_printf(arena, "%s; %s: %s → %s", list, field->name, *old ? old : "–", *new ? new : "–");
    }
    return list;
}

/* The guided act that closes one row and opens the next, of the types that have one: its words, and the field with the place. */
static const struct {
    const char *type, *command, *place;
} moves[] = {{"unit", "units move", "parent"}, {"member", "members move", "team"}};

static const char *move_command(const struct look *look, const struct days *earlier, const struct days *later)
{
    const struct record_type *type = look->batch->type;
    struct arena *arena = look->import->arena;
    for (size_t i = 0; i < LEN(moves); i++) {
        if (strcmp(moves[i].type, type->name) != 0)
            continue;
        size_t at = (size_t)(record_field(type, moves[i].place) - type->fields);
        const char *place = cell_show(arena, &type->fields[at], later->cells[at]);
        const char *subject = record_key_join(arena, type, later->cells, look->life.subject, look->life.subject_count);
        if (*place && !cell_equal(earlier->cells[at], later->cells[at]))
            return arena_printf(arena, "thiduactl %s %s --to %s --on %s", moves[i].command, subject, place,
                                day_text(arena, later->first));
    }
    return NULL;
}

struct shown {
    const char *vi, *en;
};

/* The other row with its days and where it stands. */
static struct shown show(const struct look *look, const struct days *days)
{
    struct arena *arena = look->import->arena;
    bool open = days->last == LIFE_OPEN_END;
    return (struct shown){
        arena_printf(arena, "trùng ngày với “%s” (từ %s %s%s; %s)", days->key, day_shown(arena, days->first),
                     open ? "chưa kết thúc" : "đến ", open ? "" : day_shown(arena, days->last), days->where_vi),
        arena_printf(arena, "shares days with “%s” (from %s %s%s; %s)", days->key, day_text(arena, days->first),
                     open ? "with no end" : "to ", open ? "" : day_text(arena, days->last), days->where_en),
    };
}

/* What to do about `row`, which a person is writing. */
static struct shown remedy(const struct look *look, const struct days *row, const struct days *other)
{
    struct arena *arena = look->import->arena;
    const char *until = look->life.until->name;
    if (row->first < other->first) {
        int32_t day = other->first - 1;
        return (struct shown){arena_printf(arena, "ghi %s không quá %s, hoặc rút một trong hai dòng", until, day_shown(arena, day)),
                              arena_printf(arena, "write %s no later than %s, or withdraw one of the two", until, day_text(arena, day))};
    }
    const char *command = move_command(look, other, row);
    const char *close = command ? "”" : "";
    return (struct shown){
        arena_printf(arena, "ghi trong cùng tệp dòng kia với %s là %s%s%s%s, hoặc sửa ngày", until, day_shown(arena, row->first - 1), command ? ", hoặc dùng “" : "",
                     command ? command : "", close),
        arena_printf(arena, "write the other row into the same file with %s %s%s%s%s, or correct the days", until,
                     day_text(arena, row->first - 1), command ? ", or use “" : "", command ? command : "", close),
    };
}

static void say_overlap(const struct look *look, const struct days *row, const struct days *other)
{
    struct problems *problems = look->import->problems;
    const char *column = look->life.from->name, *file = row->row->file;
    struct shown shown = show(look, other), mended;
    int line = row->row->line;
    if (look->batch->type->overlap == RECORD_OVERLAP_WARN) {
        problem_warn(problems, file, line, column, "%1$s; ngày trùng chỉ tính một lần%2$.0s", "%2$s; a shared day counts once%1$.0s",
                     shown.vi, shown.en);
    } else if (!*differences(look, row, other)) {
        problem_add(problems, file, line, column, "%1$s, cùng nội dung; bỏ một dòng, hoặc sửa để mỗi ngày chỉ một dòng%2$.0s",
                    "%2$s and says the same; remove one, or correct them so that a day has one row%1$.0s", shown.vi, shown.en);
    } else {
        mended = remedy(look, row, other);
        problem_add(problems, file, line, column, "%1$s, mỗi ngày chỉ một dòng; %3$s%2$.0s%4$.0s",
                    "%2$s, a day has one row; %4$s%1$.0s%3$.0s", shown.vi, shown.en, mended.vi, mended.en);
    }
}

/* The earlier row was closed in the same call, and on the day before the later one begins. */
static void note_move(const struct look *look, const struct days *earlier, const struct days *later)
{
    struct import *import = look->import;
    if (!earlier->row || earlier->row->fate != ROW_CHANGED || !later->row || later->row->fate != ROW_NEW ||
        earlier->last + 1 != later->first ||
        cell_equal(earlier->row->old[look->life.until - look->batch->type->fields], cell_of(look, earlier->row, look->life.until)))
        return;
    const char *changed = differences(look, earlier, later);
    problem_note(import->problems, later->row->file, later->row->line, look->life.from->name,
                 "nối tiếp dòng trước, dòng đó kết thúc ngày %1$s%3$s%2$.0s", "follows the row before, which ends on %2$s%3$s%1$.0s",
                 day_shown(import->arena, earlier->last), day_text(import->arena, earlier->last), changed);
}

/* Each row against the one before it that lasts longest, of those that are written and of all. */
static void say_of_subject(const struct look *look, const struct days *list, size_t len)
{
    const struct days *longest = NULL, *written = NULL;
    for (size_t i = 0; i < len; i++) {
        const struct days *days = &list[i], *other = is_written(days) ? longest : written;
        if (other && other->last >= days->first)
            say_overlap(look, is_written(days) ? days : other, is_written(days) ? other : days);
        else if (i)
            note_move(look, &list[i - 1], days);
        if (!longest || days->last > longest->last)
            longest = days;
        if (is_written(days) && (!written || days->last > written->last))
            written = days;
    }
}

struct subjects {
    struct text_index by_name;
    struct subject *first, **end;
};

static void add_row(const struct look *look, struct subjects *subjects, const struct import_row *row)
{
    struct arena *arena = look->import->arena;
    const char *name = row_join(arena, look->batch->type, row->cells, look->life.subject, look->life.subject_count);
    void **place = text_index_place(&subjects->by_name, arena, name);
    struct subject *subject = *place;
    if (!subject) {
        *place = subject = *subjects->end = arena_alloc(arena, sizeof *subject);
        subjects->end = &subject->next;
    }
    if (subject->len == subject->size) {
        size_t size = subject->size ? 2 * subject->size : 2;
        subject->rows = arena_grow(arena, subject->rows, subject->len * sizeof *subject->rows, size * sizeof *subject->rows);
        subject->size = size;
    }
    subject->rows[subject->len++] = row;
    subject->changes |= row_is_written(row);
}

static bool check_subject(struct look *look, const struct subject *subject, struct err *err)
{
    struct days *list;
    size_t len;
    if (!subject->changes)
        return true;
    if (!collect(look, subject, &list, &len, err))
        return false;
    say_of_subject(look, list, len);
    return true;
}

bool life_check_batch(struct import *import, const struct batch *batch, struct err *err)
{
    struct look look = {.import = import, .batch = batch};
    struct subjects subjects = {.end = &subjects.first};
    if (batch->type->overlap == RECORD_OVERLAP_NONE || !record_key_life(import->arena, batch->type, &look.life))
        return true;
    for (size_t i = 0; i < batch->len; i++)
        if (batch->rows[i].key && !batch->rows[i].settled)
            add_row(&look, &subjects, &batch->rows[i]);
    bool good = true;
    for (const struct subject *subject = subjects.first; good && subject; subject = subject->next)
        good = check_subject(&look, subject, err);
    statement_finish(look.stored);
    return good;
}
