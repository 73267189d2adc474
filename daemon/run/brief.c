#include "run/brief.h"

#include "base/array.h"
#include "base/value.h"
#include "record/level.h"
#include "run/conclusion.h"

#include <stdint.h>
#include <string.h>

static bool is_verdict(const struct value *cell, const char *verdict)
{
    return strcmp(value_get_text(cell, "verdict", ""), verdict) == 0;
}

/* ---- one target of one ward ---- */

struct figure {
    struct arena *arena;
    const struct value *row, *criterion, *cell;
};

static struct value *entry_of(const struct figure *figure)
{
    static const char *const keys[] = {"verdict", "value", "says", "change"};
    struct value *entry = value_map(figure->arena);
    value_set(entry, "subject", value_get(figure->row, "subject"));
    value_set(entry, "name", value_get(figure->row, "name"));
    value_set(entry, "criterion", value_get(figure->criterion, "id"));
    value_set(entry, "title", value_get(figure->criterion, "title"));
    value_take(entry, figure->cell, keys, LEN(keys));
    return entry;
}

/* What turned between met and missed: {better, worse}; anything else is no turn. */
static void add_turn(const struct figure *figure, struct value *better, struct value *worse)
{
    const struct value *before = value_get(figure->cell, "before");
    bool rose = is_verdict(figure->cell, "met") && is_verdict(before, "missed");
    bool fell = is_verdict(figure->cell, "missed") && is_verdict(before, "met");
    if (!rose && !fell)
        return;
    struct value *entry = entry_of(figure);
    value_set(entry, "from", value_get(before, "verdict"));
    value_set(entry, "before", value_get(before, "value"));
    value_append(rose ? better : worse, entry);
}

/* ---- all of them ---- */

struct lists {
    struct value *missed, *failed, *better, *worse, *unreported;
};

static void add_unit(struct arena *arena, const struct value *row, const struct value *criteria, const struct lists *lists)
{
    struct value *lacks = value_list(arena);
    for (size_t c = 0; c < value_len(criteria); c++) {
        const struct value *criterion = value_at(criteria, c);
        const struct figure figure = {arena, row, criterion, value_get(value_get(row, "cells"), value_get_text(criterion, "id", ""))};
        if (is_verdict(figure.cell, "missed"))
            value_append(lists->missed, entry_of(&figure));
        if (is_verdict(figure.cell, "error"))
            value_append(lists->failed, entry_of(&figure));
        if (is_verdict(figure.cell, "not_reported"))
            value_append(lacks, value_get(criterion, "id"));
        add_turn(&figure, lists->better, lists->worse);
    }
    if (!value_len(lacks))
        return;
    struct value *entry = value_map(arena);
    value_set(entry, "subject", value_get(row, "subject"));
    value_set(entry, "name", value_get(row, "name"));
    value_set(entry, "criteria", lacks);
    value_append(lists->unreported, entry);
}

struct value *brief_of(struct arena *arena, const struct value *board)
{
    static const char *const heads[] = {"period", "title", "stage", "standing", "against"};
    const struct value *rows = value_get(board, "rows");
    const struct lists lists = {value_list(arena), value_list(arena), value_list(arena), value_list(arena), value_list(arena)};
    struct value *brief = value_map(arena);
    int64_t wards = 0;
    value_take(brief, board, heads, LEN(heads));
    for (size_t i = 0; i < value_len(rows); i++)
        if (level_of(value_at(rows, i)) == LEVEL_WARD) {
            add_unit(arena, value_at(rows, i), value_get(board, "criteria"), &lists);
            wards++;
        }
    for (size_t i = 0; i < value_len(lists.failed); i++)
        value_append(lists.missed, value_at(lists.failed, i));
    value_set(brief, "classes", conclusion_tally(arena, rows));
    value_set_int(brief, "wards", wards);
    value_set(brief, "exceptions", lists.missed);
    value_set(brief, "better", lists.better);
    value_set(brief, "worse", lists.worse);
    value_set(brief, "unreported", lists.unreported);
    return brief;
}
