#include "import/other_unit.h"

#include "base/arena.h"
#include "base/day.h"
#include "base/problem.h"
#include "import/row.h"
#include "import/stored_life.h"
#include "import/stored_record.h"
#include "package/package.h"
#include "record/named_id.h"
#include "record/record_type.h"
#include "workflow/workflow.h"

#include <string.h>

static const char *shown(const struct import *import, const char *unit, int32_t day)
{
    const struct unit_fact *fact = unit_at(&import->package->units, unit, day);
    return named_id_write(import->arena, fact ? fact->name : NULL, unit);
}

/* ---- official codes ---- */

/* A team may bear no code that a unit of the package bears on one of its days. */
static void warn_code(struct import *import, const struct batch *batch, const struct import_row *row)
{
    const struct units *units = &import->package->units;
    const char *code = row_text(batch, row, "code"), *id = row_text(batch, row, "unit_id");
    int32_t first = row_day_or(batch, row, "valid_from", 0), last = row_day_or(batch, row, "valid_until", LIFE_OPEN_END);
    for (size_t i = 0; code && id && i < units->fact_count; i++) {
        const struct unit_fact *fact = &units->facts[i];
        if (!fact->code || strcmp(fact->code, code) != 0 || strcmp(fact->id, id) == 0 || fact->from > last || fact->until <= first)
            continue;
        problem_warn(import->problems, row->file, row->line, "code",
                     "kiểm tra lại mã hành chính, vào một trong những ngày ấy mã này là của đơn vị khác: %s",
                     "check the official code, on one of these days another unit has it: %s", shown(import, fact->id, fact->from));
        return;
    }
}

/* ---- the same person ---- */

struct days { /* both inclusive */
    int32_t first, last;
};

/* A life as far as its unit stands: what a predecessor never ended ended with it, and a list taken over keeps its days. */
static struct days days_of(const struct import *import, const char *unit, int32_t first, int32_t last)
{
    const struct units *units = &import->package->units;
    const struct unit_fact *begins = unit_at(units, unit, 0), *ends = unit_at(units, unit, LIFE_OPEN_END);
    return (struct days){begins && begins->from > first ? begins->from : first, ends && ends->until <= last ? ends->until - 1 : last};
}

/* The life less whose it is: everything that is said of the person. False when the type has no such lives. */
static bool person_of(const struct import *import, const struct record_type *type, struct record_life *ret_life)
{
    const struct field *id = record_key_id(type), *unit = record_key_reporter(type);
    if (!id || !unit || field_kind(unit)->scope != FIELD_SCOPE_UNIT || !record_key_life(import->arena, type, ret_life))
        return false;
    const char **subject = arena_alloc(import->arena, sizeof *subject);
    *subject = id->name;
    ret_life->subject = subject;
    ret_life->subject_count = 1;
    return true;
}

static const char *unit_of(const struct record_type *type, const struct cell *cells)
{
    return cells[record_key_reporter(type) - type->fields].text;
}

static void say(struct import *import, const struct batch *batch, const struct import_row *row, const char *other, struct days days)
{
    const struct field *id = record_key_id(batch->type);
    struct arena *arena = import->arena;
    bool open = days.last == LIFE_OPEN_END;
    problem_warn(import->problems, row->file, row->line, id->name,
                 open ? "“%1$s” cũng là của %2$s từ %3$s chưa kết thúc; kiểm tra lại mã, hoặc ghi ngày kết thúc ở đơn vị trước%4$.0s%5$.0s%6$.0s"
                      : "“%1$s” cũng là của %2$s từ %3$s đến %4$s; kiểm tra lại mã, hoặc sửa ngày để mỗi ngày chỉ một đơn vị%5$.0s%6$.0s",
                 open ? "“%1$s” is also of %2$s from %5$s with no end; check the code, or write the end with the unit before%3$.0s%4$.0s%6$.0s"
                      : "“%1$s” is also of %2$s from %5$s to %6$s; check the code, or correct the days so that a day has one unit%3$.0s%4$.0s",
                 row_text(batch, row, id->name), shown(import, other, days.first), day_shown(arena, days.first), open ? "" : day_shown(arena, days.last),
                 day_text(arena, days.first), open ? "" : day_text(arena, days.last));
}

static bool warn_person(struct import *import, const struct batch *batch, struct stored *stored, const struct import_row *row,
                        const struct record_life *person, struct err *err)
{
    const struct record_type *type = batch->type;
    const char *unit = unit_of(type, row->cells);
    struct stored_life *lives;
    size_t len;
    int32_t first, last;
    stored_life_days(type, person, row->cells, &first, &last);
    const struct days own = days_of(import, unit, first, last);
    if (!stored_life_read(stored->store, import->arena, type, person, row->cells, &stored->persons, &lives, &len, err))
        return false;
    for (size_t i = 0; i < len; i++) {
        const char *other = unit_of(type, lives[i].cells);
        const struct days days = days_of(import, other, lives[i].first, lives[i].last);
        if (strcmp(other, unit) == 0 || !workflow_is("record", lives[i].state, WORKFLOW_CLAIMS) || days.first > own.last ||
            days.last < own.first)
            continue;
        say(import, batch, row, other, days);
        return true;
    }
    return true;
}

bool other_unit_warn(struct import *import, const struct batch *batch, struct stored *stored, const struct import_row *row,
                     struct err *err)
{
    struct record_life person;
    if (strcmp(batch->type->name, "unit") == 0)
        warn_code(import, batch, row);
    return !person_of(import, batch->type, &person) || warn_person(import, batch, stored, row, &person, err);
}
