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

static void resolve_period(struct import *import, const struct field *field, struct cell *cell, struct spot spot)
{
    const struct period *found = NULL, *other = NULL;
    int year, month;
    if (period_find(import->periods, cell->text) || !read_month(import->arena, cell->text, spot.epoch, &year, &month))
        return;
    for (size_t i = 0; i < import->periods->len; i++) {
        const struct period *period = &import->periods->items[i];
        if (period->kind != PERIOD_MONTH || (year && period->year != year) || period->month != month)
            continue;
        other = found;
        found = period;
    }
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

static void resolve_phase(struct import *import, const struct field *field, struct cell *cell, struct spot spot)
{
    size_t count = import->package->phase_count;
    if (package_phase(import->package, cell->text))
        return;
    const char **ids = arena_alloc(import->arena, count * sizeof *ids), **titles = arena_alloc(import->arena, count * sizeof *titles);
    for (size_t i = 0; i < count; i++) {
        ids[i] = import->package->phases[i].id;
        titles[i] = import->package->phases[i].title;
    }
    resolve_title(import, field, cell, spot, &(struct choice_list){.words = ids, .titles = titles, .count = count});
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
