#include "message/digest_picture.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/value.h"
#include "contest/wording.h"
#include "template/template.h"

#include <inttypes.h>
#include <string.h>

struct picture {
    struct arena *arena;
    const struct package *package;
    const struct value *figures;
    bool english;
};

/* The words of a picture; a mistake in one leaves it out, the picture is still worth seeing. */
static const char *say(const struct picture *picture, const char *key, const char *en)
{
    struct err err = {0};
    const char *text = picture->english ? template_fill(picture->arena, en, picture->figures, &err) : wording_fill(picture->arena, picture->package, key, picture->figures, &err);
    err_clear(&err);
    return text ? text : "";
}

/* How a cell looks, beside its words; what has no row is plain. */
static const char *look_of(const char *verdict)
{
    return strcmp(verdict, "missed") == 0 || strcmp(verdict, "error") == 0 ? "bad" : strcmp(verdict, "not_reported") == 0 ? "unknown" : strcmp(verdict, "met") == 0 ? "good" : "none";
}

static void add_cell(const struct picture *picture, struct value *cells, const char *text, const char *look)
{
    struct value *cell = value_map(picture->arena);
    value_set_text(cell, "text", text);
    value_set_text(cell, "look", look);
    value_append(cells, cell);
}

static const char *value_words(const struct picture *picture, const struct value *cell)
{
    const char *value = value_get_text(cell, picture->english ? "value_en" : "value", NULL);
    return strcmp(look_of(value_get_text(cell, "verdict", "")), "unknown") == 0 ? "?" : value ? value : "–";
}

static const char *share(const struct picture *picture, const struct value *of)
{
    if (value_type(of) != VALUE_MAP)
        return "–";
    return arena_printf(picture->arena, "%" PRId64 "/%" PRId64, value_get_int(of, "met", 0), value_get_int(of, "arose", 0));
}

static struct value *row_of(const struct picture *picture, const struct value *row, bool open)
{
    struct value *map = value_map(picture->arena), *cells = value_list(picture->arena);
    int64_t place = value_get_int(row, "place", 0);
    const struct value *own = value_get(row, "cells");
    for (size_t i = 0; i < value_len(own); i++)
        add_cell(picture, cells, value_words(picture, value_at(own, i)), look_of(value_get_text(value_at(own, i), "verdict", "")));
    add_cell(picture, cells, share(picture, row), "sum");
    add_cell(picture, cells, place ? arena_printf(picture->arena, "%" PRId64, place) : "–", "sum");
    if (open)
        add_cell(picture, cells, share(picture, value_get(row, "open")), "sum");
    value_set(map, "name", value_get(row, "name"));
    value_set(map, "cells", cells);
    return map;
}

struct value *digest_picture(struct arena *arena, const struct package *package, const struct value *figures, bool english)
{
    const struct picture picture = {arena, package, figures, english};
    const struct value *ids = value_get(figures, "criteria"), *rows = value_get(figures, "rows");
    bool open = value_type(value_get(figures, "open")) == VALUE_MAP;
    struct value *map = value_map(arena), *columns = value_list(arena), *drawn = value_list(arena);
    value_set_text(map, "picture", "board");
    value_set_text(map, "title", say(&picture, "message.board.title", "{{ title }}"));
    value_set_text(map, "below", say(&picture, "message.board.below", "{% if standing == \"live\" %}so far{% else %}{{ standing }}{% endif %}, as of {{ as_of }}"));
    value_set_text(map, "unit", say(&picture, "message.board.unit", "Unit"));
    value_set_text(map, "legend_bad", say(&picture, "message.board.missed", "missed"));
    value_set_text(map, "legend_unknown", say(&picture, "message.board.unreported", "not reported"));
    value_set_text(map, "legend_none", say(&picture, "message.board.none", "not applicable, or still open"));
    for (size_t i = 0; i < value_len(ids); i++)
        value_append(columns, value_at(ids, i));
    value_append(columns, value_text(arena, say(&picture, "message.board.met", "Met")));
    value_append(columns, value_text(arena, say(&picture, "message.board.place", "Place")));
    if (open)
        value_append(columns, value_text(arena, say(&picture, "message.board.open", "This month")));
    for (size_t i = 0; i < value_len(rows); i++)
        value_append(drawn, row_of(&picture, value_at(rows, i), open));
    value_set(map, "columns", columns);
    value_set(map, "rows", drawn);
    return map;
}
