#include "render/render_page.h"

#include "base/arena.h"

#include <math.h>

enum { PAGE_SLACK = 1, LINES_TOGETHER = 2 };

struct pages {
    struct render_setter *setter;
    struct render_sheet *first, **end, *sheet;
    size_t count;
    double y, top, bottom; /* of the sheet being filled */
    bool full;             /* no more sheets are made */
};

double render_page_width(const struct render_section *section)
{
    return section->width - section->left - section->right;
}

/* ---- heads and feet ---- */

static const struct render_block *of_kind(struct render_block *const kinds[], enum render_page_kind kind)
{
    return kinds[kind];
}

const struct render_block *render_page_head(const struct render_sheet *sheet)
{
    return of_kind(sheet->section->heads, sheet->kind);
}

const struct render_block *render_page_foot(const struct render_sheet *sheet)
{
    return of_kind(sheet->section->feet, sheet->kind);
}

static enum render_page_kind kind_of(const struct pages *pages, const struct render_section *section, long number, bool first)
{
    if (first && section->first_apart)
        return RENDER_FIRST_PAGE;
    return pages->setter->doc->even_apart && number % 2 == 0 ? RENDER_EVEN_PAGE : RENDER_EVERY_PAGE;
}

static double height_of(const struct render_setter *setter, const struct render_block *blocks, double width)
{
    struct render_flow flow;
    render_flow(setter, blocks, width, &flow);
    return flow.height;
}

/* A head that is higher than its margin pushes the text down, a foot up. */
static void measure(struct pages *pages)
{
    const struct render_section *section = pages->sheet->section;
    double width = render_page_width(section);
    const struct render_block *head = render_page_head(pages->sheet), *foot = render_page_foot(pages->sheet);
    double above = head ? section->head + height_of(pages->setter, head, width) : 0,
           below = foot ? section->foot + height_of(pages->setter, foot, width) : 0;
    pages->top = fmin(fmax(section->top, above), section->height / 2);
    pages->bottom = section->height - fmin(fmax(section->bottom, below), section->height / 2 - 1);
    pages->y = pages->top;
}

/* ---- sheets ---- */

static void turn(struct pages *pages, const struct render_section *section, bool first, size_t paragraph)
{
    long before = pages->sheet ? pages->sheet->number : 0;
    if (pages->count == RENDER_SHEETS_MOST) {
        render_lack_add(&pages->setter->doc->lacks, RENDER_LACK_LENGTH, paragraph);
        pages->full = true;
        return;
    }
    struct render_sheet *sheet = arena_alloc(pages->setter->arena, sizeof *sheet);
    *sheet = (struct render_sheet){.section = section, .number = first && section->numbered ? section->begin : before + 1};
    sheet->kind = kind_of(pages, section, sheet->number, first);
    sheet->last = &sheet->first;
    *pages->end = pages->sheet = sheet;
    pages->end = &sheet->next;
    pages->count++;
    measure(pages);
}

static void put(struct pages *pages, const struct render_strip *strip)
{
    struct render_placed *placed = arena_alloc(pages->setter->arena, sizeof *placed);
    pages->y += strip->before;
    *placed = (struct render_placed){.strip = strip, .y = pages->y};
    *pages->sheet->last = placed;
    pages->sheet->last = &placed->next;
    pages->y += strip->height;
}

/* ---- where a page may end ---- */

static bool may_part(const struct render_strip *before, const struct render_strip *strip)
{
    const struct render_paragraph *paragraph = strip->paragraph;
    bool inside = paragraph && strip->index > 0, one_table = strip->row && before->row && strip->table == before->table;
    if (inside)
        return !paragraph->look.keep_lines && (paragraph->look.lone_lines || (strip->index >= LINES_TOGETHER && strip->count - strip->index >= LINES_TOGETHER));
    if (one_table && before->row->row->header)
        return false;
    return !before->keep_next;
}

static size_t paragraph_of(const struct render_strip *strip)
{
    for (const struct render_flow_cell *cell = strip->row ? strip->row->cells : NULL; cell; cell = cell->next)
        if (cell->first)
            return paragraph_of(cell->first);
    return strip->paragraph ? strip->paragraph->number : 0;
}

/* The first strip of the next page when `end` does not fit any more: the last place where the page may end; where it may nowhere, there. */
static const struct render_strip *page_end(const struct render_strip *from, const struct render_strip *end)
{
    const struct render_strip *found = NULL;
    for (const struct render_strip *strip = from; strip != end; strip = strip->next)
        if (may_part(strip, strip->next))
            found = strip->next;
    return found ? found : end;
}

/* ---- rows that are cut ---- */

/* Parts what stands in a cell at a height; *ret_rest: what comes behind. */
static struct render_strip *cut_cell(const struct render_setter *setter, const struct render_flow_cell *cell, double room, struct render_strip **ret_rest)
{
    struct render_strip *first = NULL, **end = &first;
    double y = cell->cell->margins[RENDER_TOP];
    struct render_strip *strip = cell->first;
    for (; strip && y + strip->before + strip->height <= room; strip = strip->next) {
        y += strip->before + strip->height;
        *end = arena_alloc(setter->arena, sizeof **end);
        **end = *strip;
        end = &(*end)->next;
        *end = NULL;
    }
    *ret_rest = strip;
    return first;
}

static double content_of(const struct render_cell *cell, const struct render_strip *first)
{
    double height = cell->margins[RENDER_TOP] + cell->margins[RENDER_BOTTOM];
    for (const struct render_strip *strip = first; strip; strip = strip->next)
        height += strip->before + strip->height;
    return height;
}

/* The row up to a height, and *ret_rest the row of what is left; NULL when nothing of it fits. */
static struct render_strip *cut_row(const struct render_setter *setter, const struct render_strip *strip, double room, struct render_strip **ret_rest)
{
    struct render_strip *upper = arena_alloc(setter->arena, sizeof *upper), *lower = arena_alloc(setter->arena, sizeof *lower);
    struct render_flow_row *rows = arena_alloc(setter->arena, 2 * sizeof *rows);
    struct render_flow_cell **above = &rows[0].cells, **below = &rows[1].cells;
    bool fits = false, left = false;
    double height = 0;
    rows[0] = rows[1] = *strip->row;
    for (const struct render_flow_cell *cell = strip->row->cells; cell; cell = cell->next) {
        struct render_flow_cell *pair = arena_alloc(setter->arena, 2 * sizeof *pair);
        struct render_strip *rest;
        pair[0] = pair[1] = *cell;
        pair[0].first = cut_cell(setter, cell, room, &rest);
        pair[1].first = rest;
        pair[0].content = content_of(cell->cell, pair[0].first);
        pair[1].content = content_of(cell->cell, rest);
        height = fmax(height, pair[1].content);
        fits |= pair[0].first != NULL;
        left |= rest != NULL;
        *above = &pair[0];
        *below = &pair[1];
        above = &pair[0].next;
        below = &pair[1].next;
    }
    *above = *below = NULL;
    if (!fits || !left)
        return NULL;
    *upper = *lower = *strip;
    upper->row = &rows[0];
    lower->row = &rows[1];
    upper->height = room;
    lower->height = height;
    lower->before = 0;
    for (struct render_flow_cell *cell = rows[0].cells; cell; cell = cell->next)
        cell->height = room;
    for (struct render_flow_cell *cell = rows[1].cells; cell; cell = cell->next)
        cell->height = height;
    *ret_rest = lower;
    return upper;
}

/* ---- filling ---- */

static bool fits(const struct pages *pages, double y, const struct render_strip *strip)
{
    return y + strip->before + strip->height <= pages->bottom + PAGE_SLACK;
}

static bool is_empty(const struct pages *pages)
{
    return pages->sheet->first == NULL;
}

/* The head of a table that goes on. */
static void put_heads(struct pages *pages, const struct render_strip *all, const struct render_strip *next)
{
    if (!next || !next->row || next->index == 0 || next->row->row->header)
        return;
    for (const struct render_strip *strip = all; strip != next; strip = strip->next) {
        if (strip->table != next->table || !strip->row->row->header)
            continue;
        struct render_strip *again = arena_alloc(pages->setter->arena, sizeof *again);
        *again = *strip;
        again->before = 0;
        if (fits(pages, pages->y, again))
            put(pages, again);
    }
}

/* What fits on the sheet, from `from` on; the first strip of the next one, NULL at the end. A sheet takes at least one. */
static struct render_strip *fill(struct pages *pages, struct render_strip *from)
{
    struct render_strip *end = from;
    bool empty = is_empty(pages);
    double y = pages->y, room;
    for (; end && fits(pages, y, end) && !(end->new_page && (end != from || !empty)); end = end->next) {
        y += end->before + end->height;
        if (end->page_ends) {
            end = end->next;
            break;
        }
    }
    bool forced = end && (end->new_page || (end != from && fits(pages, y, end)));
    room = pages->bottom - y - (end ? end->before : 0);
    struct render_strip *rest, *upper = end && !forced && end->row && (!end->row->row->cant_split || (end == from && empty))
                                            ? cut_row(pages->setter, end, room, &rest) : NULL;
    if (!upper && end && !forced && end != from) {
        const struct render_strip *parted = page_end(from, end);
        bool whole = parted == end;
        for (struct render_strip *strip = from; strip != parted; strip = strip->next)
            put(pages, strip);
        return whole ? end : (struct render_strip *)parted;
    }
    for (struct render_strip *strip = from; strip != end; strip = strip->next)
        put(pages, strip);
    if (upper) {
        put(pages, upper);
        rest->next = end->next;
        return rest;
    }
    if (end == from && end && empty && !forced) { /* higher than a page: it is cut by its edge */
        put(pages, end);
        return end->next;
    }
    return end;
}

static void add_section(struct pages *pages, const struct render_section *section)
{
    struct render_flow flow;
    render_flow(pages->setter, section->blocks, render_page_width(section), &flow);
    struct render_strip *all = flow.first;
    const struct render_section *before = pages->sheet ? pages->sheet->section : NULL;
    bool apart = !before || section->new_page || before->width != section->width || before->height != section->height;
    if (apart)
        turn(pages, section, true, all ? paragraph_of(all) : 0);
    for (struct render_strip *next = all; next && !pages->full;) {
        next = fill(pages, next);
        if (!next)
            return;
        turn(pages, section, false, paragraph_of(next));
        if (!next->new_page)
            next->before = 0; /* what parts two paragraphs stands between them, not above the one that begins a page */
        if (!pages->full)
            put_heads(pages, all, next);
    }
}

struct render_sheet *render_pages(struct render_setter *setter, size_t *ret_count)
{
    struct pages pages = {.setter = setter};
    pages.end = &pages.first;
    for (const struct render_section *section = setter->doc->sections; section && !pages.full; section = section->next)
        add_section(&pages, section);
    *ret_count = pages.count;
    return pages.first;
}
