#include "import/named.h"

#include "base/arena.h"
#include "base/day.h"
#include "base/err.h"
#include "base/problem.h"
#include "calendar/period.h"
#include "import/row.h"
#include "package/package.h"
#include "record/choice_match.h"
#include "record/record_type.h"
#include "record/written_day.h"
#include "record/written_month.h"
#include "record/written_number.h"
#include "record/written_token.h"

#include <string.h>

static void take(const struct field *field, struct cell *cell, struct spot spot, const char *id, const char *title)
{
    cell_note(spot, field->name, cell->text, id, title, title);
    cell->text = id;
}

static void refuse_both(const struct field *field, struct cell *cell, struct spot spot, const char *one, const char *other)
{
    problem_add(spot.problems, spot.file, spot.line, field->name, "“%s” đọc được nhiều cách: %s hay %s; ghi rõ một",
                "“%s” can be read in more than one way: %s or %s; write one of them", cell->text, one, other);
    cell->kind = CELL_BAD;
}

/* ---- periods ---- */

/* A month as people write it (without a year when no two of the contest are called so), and the first day of one, which Excel makes of a month that was typed. */
static bool read_month(struct arena *arena, const char *text, int32_t epoch, int *ret_year, int *ret_month)
{
    int32_t day;
    int of_month;
    struct written_how how;
    if (written_month(arena, text, ret_year, ret_month))
        return true;
    if (!day_parse(text, &day) && !written_day(arena, text, epoch, &day, &how, NULL))
        return false;
    day_split(day, ret_year, ret_month, &of_month);
    return of_month == 1;
}

/* The month of the contest; year 0: of any. *ret_other: a second one. */
static const struct period *month_of(const struct period_list *periods, int year, int month, const struct period **ret_other)
{
    const struct period *found = NULL;
    *ret_other = NULL;
    for (size_t i = 0; i < periods->len; i++) {
        const struct period *period = &periods->items[i];
        if (period->kind != PERIOD_MONTH || (year && period->year != year) || period->number != month)
            continue;
        *ret_other = found;
        found = period;
    }
    return found;
}

/* 11/24: November of 2024, or the 24th of November? */
static bool refuse_day(struct import *import, const struct field *field, struct cell *cell, struct spot spot)
{
    enum { CENTURY = 2000 };
    int month, behind;
    const struct period *unused, *period = NULL;
    if (written_month_or_day(import->arena, cell->text, &month, &behind))
        period = month_of(import->periods, CENTURY + behind, month, &unused);
    if (!period)
        return false;
    problem_add(spot.problems, spot.file, spot.line, field->name,
                "“%1$s” đọc được hai cách: tháng %2$d năm %3$d, hay ngày %4$d tháng %2$d; nếu là tháng thì ghi %5$s",
                "“%1$s” can be read in two ways: month %2$d of %3$d, or day %4$d of month %2$d; for the month write %5$s", cell->text, month,
                CENTURY + behind, behind, period->id);
    cell->kind = CELL_BAD;
    return true;
}

static void resolve_period(struct import *import, const struct field *field, struct cell *cell, struct spot spot)
{
    const struct period *other;
    int year, month;
    if (period_find(import->periods, cell->text) || refuse_day(import, field, cell, spot) ||
        !read_month(import->arena, cell->text, spot.epoch, &year, &month))
        return;
    const struct period *found = month_of(import->periods, year, month, &other);
    if (found && other)
        refuse_both(field, cell, spot, other->id, found->id);
    else if (found)
        take(field, cell, spot, found->id, period_title(found, import->arena));
}

/* ---- by title ---- */

static void resolve_title(struct import *import, const struct field *field, struct cell *cell, struct spot spot,
                          const struct choice_list *list)
{
    size_t place, other;
    switch (choice_match(import->arena, list, cell->text, &place, &other)) {
    case CHOICE_NONE:
        break;
    case CHOICE_LITERAL:
        cell->text = list->words[place];
        break;
    case CHOICE_MEANT:
        take(field, cell, spot, list->words[place], list->titles[place]);
        break;
    case CHOICE_SEVERAL:
        refuse_both(field, cell, spot, list->words[place], list->words[other]);
        break;
    }
}

/* "Đợt I", "đợt 01", or the number alone in a column of phases. */
static void resolve_ordinal(struct import *import, const struct field *field, struct cell *cell, struct spot spot)
{
    const struct package *package = import->package;
    const char *text = written_number_at_end(import->arena, cell->text);
    size_t found = package->phase_count, count = 0;
    for (size_t i = 0; text && i < package->phase_count; i++) {
        const char *title = written_number_at_end(import->arena, package->phases[i].title), *number = title ? strrchr(title, ' ') : NULL;
        if (title && (strcmp(title, text) == 0 || (number && strcmp(number + 1, text) == 0))) {
            found = i;
            count++;
        }
    }
    if (count == 1)
        take(field, cell, spot, package->phases[found].id, package->phases[found].title);
}

static void resolve_phase(struct import *import, const struct field *field, struct cell *cell, struct spot spot)
{
    size_t count = import->package->closing_count;
    if (package_phase(import->package, cell->text))
        return;
    const char **ids = arena_alloc(import->arena, count * sizeof *ids), **titles = arena_alloc(import->arena, count * sizeof *titles);
    for (size_t i = 0; i < count; i++) {
        ids[i] = import->package->phases[i].id;
        titles[i] = import->package->phases[i].title;
    }
    resolve_title(import, field, cell, spot, &(struct choice_list){.words = ids, .titles = titles, .count = count});
    if (cell->kind == CELL_TEXT && !package_phase(import->package, cell->text))
        resolve_ordinal(import, field, cell, spot);
}

static void resolve_type(struct import *import, const struct field *field, struct cell *cell, struct spot spot)
{
    const struct record_types *types = &import->package->types;
    if (record_type_find(types, cell->text))
        return;
    const struct choice_list list = record_type_titles(types, import->arena);
    resolve_title(import, field, cell, spot, &list);
}

void named_resolve(struct import *import, const struct field *field, struct cell *cell, struct spot spot)
{
    switch ((int)field->type) { /* the others name nothing of the kind */
    case FIELD_PERIOD:
        resolve_period(import, field, cell, spot);
        break;
    case FIELD_PHASE:
        resolve_phase(import, field, cell, spot);
        break;
    case FIELD_RECORD_TYPE:
        resolve_type(import, field, cell, spot);
        break;
    }
}
