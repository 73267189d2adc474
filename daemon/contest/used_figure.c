#include "contest/used_figure.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/digest.h"
#include "base/value.h"
#include "package/package.h"
#include "record/level.h"

#include <string.h>

/* A cell ({verdict, num, den, grade?…}) as others see it. */
static struct value *figure_of(struct arena *arena, const struct value *cell)
{
    static const char *const keys[] = {"verdict", "num", "den"};
    struct value *figure = value_map(arena);
    value_take(figure, cell, keys, LEN(keys));
    if (value_get(cell, "grade"))
        value_set(figure, "grade", value_get(cell, "grade"));
    return figure;
}

static void put(struct arena *arena, struct value *used, const char *criterion, const struct value *row, const struct value *figure)
{
    const char *subject = value_get_text(row, "subject", "");
    const struct value *before = value_get(used, subject);
    struct value *figures = before ? value_copy(arena, before) : value_map(arena);
    value_set(figures, criterion, figure);
    value_set(used, subject, figures);
}

/* What a rule that judges those of a level is given of the row; nothing of another level's. */
static void give(struct arena *arena, struct value *used, const char *criterion, const struct value *row, const struct value *cell, enum level of)
{
    if (!cell || level_of(row) != of)
        return;
    struct value *figure = figure_of(arena, cell);
    if (of == LEVEL_MEMBER)
        value_set(figure, "home", value_get(row, "home"));
    put(arena, used, criterion, row, figure);
}

void used_figure_add(struct arena *arena, struct value *used, const char *criterion, const struct value *results, enum level of)
{
    for (size_t i = 0; i < value_len(results); i++)
        give(arena, used, criterion, value_at(results, i), value_at(results, i), of);
}

struct value *used_figure_of_rows(struct arena *arena, const struct value *rows)
{
    struct value *used = value_map(arena);
    for (size_t i = 0; i < value_len(rows); i++) {
        enum level level = level_of(value_at(rows, i));
        const struct value *cells = value_get(value_at(rows, i), "cells");
        for (size_t c = 0; c < value_len(cells) && (level == LEVEL_WARD || level == LEVEL_MEMBER); c++)
            put(arena, used, value_key(cells, c), value_at(rows, i), figure_of(arena, value_item(cells, c)));
    }
    return used;
}

struct value *used_figure_digests(struct arena *arena, const struct value *used, const struct value *criteria)
{
    struct value *digests = value_map(arena);
    for (size_t c = 0; c < value_len(criteria); c++) {
        struct value *of_one = value_map(arena);
        for (size_t i = 0; i < value_len(used); i++)
            value_set(of_one, value_key(used, i), value_get(value_item(used, i), value_as_text(value_at(criteria, c))));
        value_set_text(digests, value_as_text(value_at(criteria, c)), digest_value(arena, of_one));
    }
    return digests;
}

const struct value *used_figure_of(const struct value *receipt, const char *criterion)
{
    return value_get(value_get(receipt, criterion), "uses");
}

enum level used_figure_level(const struct value *said)
{
    return strcmp(value_get_text(said, "uses_of", ""), LEVEL_MEMBER_ID) == 0 ? LEVEL_MEMBER : LEVEL_WARD;
}

void used_figure_give(struct arena *arena, struct value *job, const struct value *receipt, const char *criterion, const struct value *rows)
{
    const struct value *uses = used_figure_of(receipt, criterion);
    enum level of = used_figure_level(value_get(receipt, criterion));
    struct value *used = value_map(arena);
    for (size_t c = 0; c < value_len(uses); c++)
        for (size_t i = 0; i < value_len(rows); i++)
            give(arena, used, value_key(uses, c), value_at(rows, i), value_get(value_get(value_at(rows, i), "cells"), value_key(uses, c)), of);
    if (value_len(uses))
        value_set(job, "used", used);
}

static void mark(const struct package *package, const struct value *receipt, const char *criterion, bool *kept)
{
    const struct criterion_source *found = package_criterion(package, criterion);
    const struct value *uses = used_figure_of(receipt, criterion);
    if (!found || kept[found - package->criteria])
        return;
    kept[found - package->criteria] = true;
    for (size_t i = 0; i < value_len(uses); i++)
        mark(package, receipt, value_key(uses, i), kept);
}

const struct package *used_figure_narrowed(struct arena *arena, const struct package *package, const struct value *receipt, const char *criterion)
{
    bool *kept = arena_alloc(arena, package->criterion_count + 1);
    struct package *narrowed = arena_alloc(arena, sizeof *narrowed);
    struct criterion_source *criteria = arena_alloc(arena, (package->criterion_count + 1) * sizeof *criteria);
    *narrowed = *package;
    mark(package, receipt, criterion, kept);
    narrowed->criterion_count = 0;
    for (size_t i = 0; i < package->criterion_count; i++)
        if (kept[i])
            criteria[narrowed->criterion_count++] = package->criteria[i];
    narrowed->criteria = criteria;
    narrowed->conclusion = narrowed->ranking = NULL; /* they speak of all of them */
    return narrowed->criterion_count ? narrowed : NULL;
}
