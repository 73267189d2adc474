#include "edit/edit_difference.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/err.h"
#include "base/value.h"
#include "diff/sequence.h"
#include "diff/word_diff.h"

#include <ctype.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

enum {
    ITEMS_MAX = 20000,         /* an annex of three thousand people */
    BYTES_MAX = 2 << 20,       /* all their text */
    REGION_MAX = 32 * 32,      /* pairs of paragraphs that are tried for whether they are one */
    CONTEXT_WORDS = 6,
    SAID_WORDS = 20,
};

/* A paragraph, or a line of a cell, that says something. */
struct item {
    const char *text;
    int paragraph;          /* from 1, outside of tables; 0: in a table */
    int table, row, column; /* from 1 */
    const char *name;       /* of a cell: what its row is about and what stands above it; "" of others */
};

struct items {
    struct item *items;
    size_t len, bytes;
};

struct difference {
    struct arena *arena;
    struct items from, to;
    struct value *changes, *figures;
};

/* ---- the text as a sequence ---- */

static void add_item(struct items *items, const struct item *item)
{
    if (item->text[strspn(item->text, " \t\n")] == '\0' || items->len == ITEMS_MAX)
        return;
    items->items[items->len++] = *item;
    items->bytes += strlen(item->text);
}

static const char *cell_text(const struct value *row, size_t column)
{
    return column < value_len(row) && value_len(value_at(row, column)) ? value_get_text(value_at(value_at(row, column), 0), "text", "") : "";
}

static bool has_letter(const char *text)
{
    while (*text && !isalpha((unsigned char)*text) && !((unsigned char)*text & 0x80))
        text++;
    return *text != '\0';
}

/* "Cát Bi, 1.1": a row is about its first cell that says a word, a column about its first. */
static const char *name_of(struct arena *arena, const struct value *rows, size_t row, size_t column)
{
    size_t about = 0;
    while (about < column && !has_letter(cell_text(value_at(rows, row), about)))
        about++;
    const char *of_row = about < column ? cell_text(value_at(rows, row), about) : "", *of_column = row ? cell_text(value_at(rows, 0), column) : "";
    return arena_printf(arena, "%s%s%s", of_row, *of_row && *of_column ? ", " : "", of_column);
}

static void add_table(struct arena *arena, struct items *items, const struct value *table, int number)
{
    const struct value *rows = value_get(table, "rows");
    bool ruled = value_get_bool(table, "ruled", false);
    for (size_t r = 0; r < value_len(rows); r++)
        for (size_t c = 0; c < value_len(value_at(rows, r)); c++) {
            const struct value *cell = value_at(value_at(rows, r), c);
            const char *name = ruled ? name_of(arena, rows, r, c) : "";
            for (size_t i = 0; i < value_len(cell); i++)
                add_item(items, &(struct item){value_get_text(value_at(cell, i), "text", ""), 0, number, (int)r + 1, (int)c + 1, name});
        }
}

static bool flatten(struct arena *arena, const struct value *blocks, struct items *ret_items, struct err *err)
{
    int paragraphs = 0, tables = 0;
    *ret_items = (struct items){arena_alloc(arena, ITEMS_MAX * sizeof *ret_items->items), 0, 0};
    for (size_t i = 0; i < value_len(blocks); i++) {
        const char *text = value_get_text(value_at(blocks, i), "text", "");
        if (value_get(value_at(blocks, i), "rows"))
            add_table(arena, ret_items, value_at(blocks, i), ++tables);
        else
            add_item(ret_items, &(struct item){text, *text ? ++paragraphs : paragraphs, 0, 0, 0, ""});
    }
    return (ret_items->len < ITEMS_MAX && ret_items->bytes < BYTES_MAX) ||
           err_set(err, "văn bản dài quá mức so sánh được (hơn %d đoạn và ô hoặc hơn %d MB chữ); chia phần phụ lục thành tệp riêng",
                   "the paper is longer than can be compared (more than %d paragraphs and cells or %d MB of text); make a file of its own of the annex", ITEMS_MAX,
                   BYTES_MAX >> 20);
}

/* ---- figures ---- */

/* A word with a digit, without the marks around it. */
static bool next_number(const char **at, const char **ret_begin, size_t *ret_len)
{
    for (const char *text = *at; *text;) {
        const char *begin = text + strspn(text, " ");
        size_t len = strcspn(begin, " "), lead = strcspn(begin, "0123456789"), end = len;
        text = begin + len;
        if (lead >= len)
            continue;
        while (end > lead && ispunct((unsigned char)begin[end - 1]) && begin[end - 1] != '%')
            end--;
        *at = text;
        *ret_begin = begin + lead;
        *ret_len = end - lead;
        return true;
    }
    *at += strlen(*at);
    return false;
}

static struct value *numbers_of(struct arena *arena, const char *text)
{
    struct value *list = value_list(arena);
    const char *begin;
    size_t len;
    while (next_number(&text, &begin, &len))
        value_append(list, value_text(arena, arena_strndup(arena, begin, len)));
    return list;
}

static const char *text_of(const struct value *pieces, size_t i, const char *what)
{
    const struct value *piece = i < value_len(pieces) ? value_at(pieces, i) : NULL;
    return piece && strcmp(value_get_text(piece, "what", ""), what) == 0 ? value_get_text(piece, "text", "") : NULL;
}

/* The last words of a text, or its first ones. */
static const char *words_of(struct arena *arena, const char *text, int most, bool last)
{
    size_t len = strlen(text), at = last ? len : 0;
    int words = 0;
    while (last ? at > 0 : at < len) {
        if (text[last ? at - 1 : at] == ' ' && ++words == most)
            break;
        last ? at-- : at++;
    }
    if (last)
        return at ? arena_printf(arena, "… %s", text + at) : text;
    return at < len ? arena_printf(arena, "%.*s …", (int)at, text) : text;
}

static struct value *at_place(struct arena *arena, const struct item *item)
{
    struct value *map = value_map(arena);
    if (item->paragraph) {
        value_set(map, "place", value_printf(arena, "đoạn %d", item->paragraph));
        value_set(map, "place_en", value_printf(arena, "paragraph %d", item->paragraph));
    } else {
        value_set(map, "place", value_printf(arena, "bảng %d, dòng %d, cột %d", item->table, item->row, item->column));
        value_set(map, "place_en", value_printf(arena, "table %d, row %d, column %d", item->table, item->row, item->column));
    }
    return map;
}

/* Whether numbers of both stretches differ; a marked blank that was filled in is none. */
static bool is_figure(struct arena *arena, const char *said, const char *says)
{
    const struct value *before = numbers_of(arena, said), *after = numbers_of(arena, says);
    return !value_equal(before, after) && (value_len(before) || !strchr(said, '['));
}

static void find_figures(struct difference *difference, const struct item *item, const struct value *pieces)
{
    struct arena *arena = difference->arena;
    const char *before = "";
    for (size_t i = 0; i < value_len(pieces); i++) {
        const char *kept = text_of(pieces, i, "same"), *said = text_of(pieces, i, "removed"), *says = text_of(pieces, said ? i + 1 : i, "added");
        if (kept) {
            before = kept;
            continue;
        }
        if (is_figure(arena, said ? said : "", says ? says : "")) {
            struct value *figure = at_place(arena, item);
            value_set_text(figure, "name", *item->name ? item->name : words_of(arena, before, CONTEXT_WORDS, true));
            value_set_text(figure, "said", words_of(arena, said ? said : "", SAID_WORDS, false));
            value_set_text(figure, "says", words_of(arena, says ? says : "", SAID_WORDS, false));
            value_append(difference->figures, figure);
        }
        i += said && says;
    }
}

/* ---- changes ---- */

/* from or to NULL: it stands in one of them only. */
static void add_change(struct difference *difference, const struct item *from, const struct item *to)
{
    const struct item *item = from ? from : to;
    struct value *change = at_place(difference->arena, item), *pieces = word_diff(difference->arena, from ? from->text : "", to ? to->text : "");
    if (value_len(pieces) == 1 && text_of(pieces, 0, "same")) /* other blanks */
        return;
    value_set(change, "pieces", pieces);
    value_append(difference->changes, change);
    find_figures(difference, item, pieces);
}

/* Neighbours that were taken out and put in: cells one by one, paragraphs where they are as many. */
static void add_run(struct difference *difference, size_t from, size_t from_len, size_t to, size_t to_len)
{
    const struct item *a = difference->from.items + from, *b = difference->to.items + to;
    size_t pairs = 0;
    while (pairs < from_len && pairs < to_len && (from_len == to_len || (a[pairs].table && b[pairs].table)))
        pairs++;
    for (size_t i = 0; i < from_len; i++)
        add_change(difference, &a[i], i < pairs ? &b[i] : NULL);
    for (size_t i = pairs; i < to_len; i++)
        add_change(difference, NULL, &b[i]);
}

struct region {
    const struct difference *difference;
    size_t from, to;
};

static bool is_alike(const void *context, size_t from, size_t to)
{
    const struct region *region = context;
    const struct difference *difference = region->difference;
    return word_diff_alike(difference->arena, difference->from.items[region->from + from].text, difference->to.items[region->to + to].text);
}

/* What differs between two equal items: paragraphs that are alike are one that was changed. */
static void add_region(struct difference *difference, size_t from, size_t from_len, size_t to, size_t to_len)
{
    const struct region region = {difference, from, to};
    const struct sequence_pair pair = {from_len, to_len, is_alike, &region};
    size_t len = 0, run_from = 0, run_to = 0;
    const struct sequence_step *steps = from_len * to_len <= REGION_MAX ? sequence_diff(difference->arena, &pair, &len) : NULL;
    for (size_t i = 0; i < len; i++) {
        if (steps[i].side != SEQUENCE_BOTH)
            continue;
        add_run(difference, from + run_from, steps[i].from - run_from, to + run_to, steps[i].to - run_to);
        add_change(difference, &difference->from.items[from + steps[i].from], &difference->to.items[to + steps[i].to]);
        run_from = steps[i].from + 1;
        run_to = steps[i].to + 1;
    }
    add_run(difference, from + run_from, from_len - run_from, to + run_to, to_len - run_to);
}

static bool is_same(const void *context, size_t from, size_t to)
{
    const struct difference *difference = context;
    return strcmp(difference->from.items[from].text, difference->to.items[to].text) == 0;
}

static void compare(struct difference *difference)
{
    const struct sequence_pair pair = {difference->from.len, difference->to.len, is_same, difference};
    size_t len, from = 0, to = 0;
    const struct sequence_step *steps = sequence_diff(difference->arena, &pair, &len);
    for (size_t i = 0; i < len; i++) {
        if (steps[i].side != SEQUENCE_BOTH)
            continue;
        add_region(difference, from, steps[i].from - from, to, steps[i].to - to);
        from = steps[i].from + 1;
        to = steps[i].to + 1;
    }
    add_region(difference, from, difference->from.len - from, to, difference->to.len - to);
}

struct value *edit_difference(struct arena *arena, const struct value *from, const struct value *to, struct err *err)
{
    struct difference difference = {.arena = arena, .changes = value_list(arena), .figures = value_list(arena)};
    struct value *answer = value_map(arena);
    if (!flatten(arena, from, &difference.from, err) || !flatten(arena, to, &difference.to, err))
        return NULL;
    compare(&difference);
    value_set(answer, "changes", difference.changes);
    value_set(answer, "figures", difference.figures);
    return answer;
}
