#include "render/render_line.h"

#include "base/arena.h"
#include "base/buffer.h"

#include <math.h>
#include <string.h>

enum { LINE_FULL = 240, FIT_SLACK = 1, LEANING = 12, SLASH_LETTERS = 66 };
static const double ROUNDING = 1e-6;

/* A stretch that is set as one: a word or a part of it, blanks, a tab, a break, a picture. */
struct token {
    enum { WORD, BLANK, TAB, LINE_BREAK, PAGE_BREAK, PICTURE } kind;
    const struct render_run *run;
    const struct render_piece *piece;
    const char *text;
    size_t len;
    struct render_glyphs glyphs;
    double width;
    bool may_end; /* a line may end behind it */
};

struct setting {
    const struct render_setter *setter;
    const struct render_paragraph *paragraph;
    double right; /* the edge */
    struct token *tokens;
    size_t count, room;
};

static const char hard_blank[] = "\xc2\xa0";
static const char picture_letter[] = "\xef\xbf\xbc"; /* U+FFFC, by which the rules know an object */

/* ---- tokens ---- */

static const char *text_of(const struct render_setter *setter, const struct render_piece *piece)
{
    switch (piece->kind) {
    case RENDER_TEXT: return piece->text;
    case RENDER_TAB: return "\t";
    case RENDER_LINE_BREAK:
    case RENDER_PAGE_BREAK: return "\n";
    case RENDER_PICTURE: return picture_letter;
    case RENDER_PAGE: return arena_printf(setter->arena, "%ld", setter->page);
    case RENDER_PAGES: return arena_printf(setter->arena, "%ld", setter->pages);
    }
    return "";
}

static struct token *push(struct setting *setting, const struct token *token)
{
    if (setting->count == setting->room) {
        size_t room = setting->room ? 2 * setting->room : 64;
        setting->tokens = arena_grow(setting->setter->arena, setting->tokens, setting->room * sizeof *token, room * sizeof *token);
        setting->room = room;
    }
    setting->tokens[setting->count] = *token;
    return &setting->tokens[setting->count++];
}

static void push_text(struct setting *setting, const struct token *like, const char *text, size_t len)
{
    struct token token = *like;
    const struct render_setter *setter = setting->setter;
    token.kind = *text == ' ' ? BLANK : WORD;
    token.text = text;
    token.len = len;
    render_font_shape(setter->fonts, setter->arena, token.run->face, token.run->size, text, len, &token.glyphs);
    token.width = token.glyphs.width;
    if (token.glyphs.missing)
        render_lack_add(&setter->doc->lacks, RENDER_LACK_LETTER, setting->paragraph->number);
    push(setting, &token);
}

static bool is_hard(const char *text)
{
    return strncmp(text, hard_blank, strlen(hard_blank)) == 0;
}

/* What a text begins with: blanks, a hard blank, a word. */
static size_t stretch_of(const char *text, const bool *ends)
{
    size_t at = is_hard(text) ? strlen(hard_blank) : 1;
    if (!is_hard(text))
        while (text[at] && (text[at] == ' ') == (*text == ' ') && !is_hard(text + at) && !ends[at])
            at++;
    return at;
}

/* `ends` are of its first byte on. */
static void cut_text(struct setting *setting, const struct token *like, const char *text, const bool *ends)
{
    for (size_t from = 0, at = 0; text[from]; from = at) {
        at = from + stretch_of(text + from, ends + from);
        push_text(setting, like, text + from, at - from);
        setting->tokens[setting->count - 1].may_end = ends[at];
    }
}

static void cut_piece(struct setting *setting, const struct render_piece *piece, const char *text, const bool *ends)
{
    struct token token = {.run = &piece->run, .piece = piece};
    bool picture = piece->kind == RENDER_PICTURE;
    if (piece->kind == RENDER_TEXT || piece->kind == RENDER_PAGE || piece->kind == RENDER_PAGES) {
        cut_text(setting, &token, text, ends);
        return;
    }
    token.kind = picture ? PICTURE : piece->kind == RENDER_TAB ? TAB : piece->kind == RENDER_LINE_BREAK ? LINE_BREAK : PAGE_BREAK;
    token.width = picture ? piece->width : 0;
    token.may_end = ends[strlen(text)];
    push(setting, &token);
}

static void cut(struct setting *setting)
{
    struct arena *arena = setting->setter->arena;
    struct buffer whole = {0};
    for (const struct render_piece *piece = setting->paragraph->first; piece; piece = piece->next)
        buffer_puts(&whole, text_of(setting->setter, piece));
    bool *ends = arena_alloc(arena, whole.len + 1);
    render_breaks_find(setting->setter->breaks, buffer_text(&whole), whole.len, ends);
    size_t at = 0;
    for (const struct render_piece *piece = setting->paragraph->first; piece; piece = piece->next) {
        const char *text = text_of(setting->setter, piece);
        cut_piece(setting, piece, text, ends + at);
        at += strlen(text);
    }
    buffer_finish(&whole);
}

/* ---- letters that lean ---- */

static double run_height(const struct setting *setting, const struct render_run *run)
{
    const struct render_metrics *metrics = render_font_metrics(setting->setter->fonts, run->face);
    return round(run->size * (metrics->ascent + metrics->descent + metrics->gap));
}

/* LibreOffice leaves so much room behind a stretch of them, that the last one leans over nothing. */
static double lean_of(const struct setting *setting, const struct render_run *run)
{
    return run->face & RENDER_ITALIC ? floor(run_height(setting, run) / LEANING) : 0;
}

/* A stretch ends before a hard blank, which is one of its own, a second one too. */
static void lean(struct setting *setting)
{
    for (size_t i = 0; i + 1 < setting->count; i++) {
        struct token *token = &setting->tokens[i], *next = token + 1;
        if (token->kind <= BLANK && next->kind <= BLANK && is_hard(next->text))
            token->width += lean_of(setting, token->run);
    }
}

/* ---- tabs ---- */

static double until_next(const struct setting *setting, size_t from)
{
    double width = 0;
    for (size_t i = from; i < setting->count && setting->tokens[i].kind < TAB; i++)
        width += setting->tokens[i].width;
    return width;
}

/* The stop that somebody set and to which a tab at x leads; NULL: none is left. */
static const struct render_tab *stop_behind(const struct setting *setting, double x)
{
    const struct render_para *look = &setting->paragraph->look;
    for (size_t i = 0; i < look->tab_count; i++)
        if (look->tabs[i].at > x + FIT_SLACK)
            return &look->tabs[i];
    return NULL;
}

/* Where the text behind the tab begins. Stops count from the paragraph's edge, a hanging indent is one. */
static double behind_tab(const struct setting *setting, size_t token, double x)
{
    const struct render_para *look = &setting->paragraph->look;
    const struct render_tab *stop = stop_behind(setting, x);
    double every = setting->setter->doc->tab;
    if (stop) {
        double width = stop->align == RENDER_LEFT ? 0 : until_next(setting, token + 1);
        return fmax(x, stop->at - (stop->align == RENDER_CENTER ? width / 2 : width));
    }
    if (look->first < 0 && x < look->left - FIT_SLACK)
        return look->left;
    return (floor((x + FIT_SLACK) / every) + 1) * every;
}

/* ---- lines ---- */

/* A word longer than a line ends where it must, between letters: at least one stays. */
static void split(struct setting *setting, size_t index, double room)
{
    struct token *token = push(setting, &setting->tokens[index]) - (setting->count - 1 - index), *rest = token + 1;
    const struct render_glyphs whole = token->glyphs;
    size_t bytes = 0;
    int cluster = 0, glyph = 0;
    for (double end; cluster < whole.cluster_count; cluster++) {
        int next = glyph + whole.clusters[cluster].glyphs;
        end = next < whole.count ? whole.glyphs[next].x - whole.from : whole.width;
        if (cluster && end > room)
            break;
        glyph = next;
        bytes += (size_t)whole.clusters[cluster].bytes;
    }
    if (cluster == whole.cluster_count) { /* it is one letter */
        setting->count--;
        return;
    }
    memmove(rest, token, (setting->count - 1 - index) * sizeof *token);
    double width = whole.glyphs[glyph].x - whole.from;
    token->may_end = true;
    token->len = bytes;
    token->glyphs.count = glyph;
    token->glyphs.cluster_count = cluster;
    token->width = token->glyphs.width = width;
    rest->text += bytes;
    rest->len -= bytes;
    rest->glyphs.glyphs += glyph;
    rest->glyphs.count -= glyph;
    rest->glyphs.clusters += cluster;
    rest->glyphs.cluster_count -= cluster;
    rest->glyphs.from += width;
    rest->width -= width;
    rest->glyphs.width -= width;
}

static double start_of(const struct setting *setting, size_t from)
{
    const struct render_para *look = &setting->paragraph->look;
    return look->left + (from == 0 ? look->first : 0);
}

/* Of a word, its first letter. */
static double letter_of(const struct token *token)
{
    const struct render_glyphs *glyphs = &token->glyphs;
    int next = token->kind == WORD && glyphs->cluster_count > 1 ? glyphs->clusters[0].glyphs : glyphs->count;
    return next < glyphs->count ? glyphs->glyphs[next].x - glyphs->from : token->width;
}

static size_t letters_of(const struct token *token)
{
    size_t letters = 0;
    for (size_t i = 0; token->kind <= BLANK && i < token->len; i++)
        letters += ((unsigned char)token->text[i] & 0xc0) != 0x80;
    return letters;
}

/* A line that would end behind a slash ends behind the blank before that, as LibreOffice has it for paths (“1669/NQ-UBTVQH15” stays whole), unless that is more than
 * SLASH_LETTERS away or the letter behind the slash is the one that has no room. */
static size_t before_slash(const struct setting *setting, size_t from, size_t last, bool exact)
{
    const struct token *token = &setting->tokens[last - 1];
    size_t letters = 0;
    if (exact || token->kind != WORD || token->text[token->len - 1] != '/')
        return last;
    for (size_t i = last; i-- > from && letters < SLASH_LETTERS; letters += letters_of(&setting->tokens[i]))
        if (setting->tokens[i].kind == BLANK && i > from)
            return i + 1;
    return last;
}

/* The first token of the next line. */
static size_t end_of_line(struct setting *setting, size_t from)
{
    double x = start_of(setting, from);
    size_t last = from;
    for (size_t i = from; i < setting->count; i++) {
        const struct token *token = &setting->tokens[i];
        if (token->kind == LINE_BREAK || token->kind == PAGE_BREAK)
            return i + 1;
        double next = token->kind == TAB ? behind_tab(setting, i, x) : x + token->width;
        if (next > setting->right - lean_of(setting, token->run) + ROUNDING && token->kind != BLANK) {
            if (last > from)
                return before_slash(setting, from, last, i == last && x + letter_of(token) > setting->right + ROUNDING);
            if (i == from && token->kind == WORD)
                split(setting, i, setting->right - x);
            return i == from ? i + 1 : i;
        }
        x = next;
        if (setting->tokens[i].may_end)
            last = i + 1;
    }
    return setting->count;
}

static void measure(const struct setting *setting, size_t from, size_t to, struct render_line *line)
{
    const struct render_para *look = &setting->paragraph->look;
    double above = 0, below = 0;
    for (size_t i = from; i < to || i == from; i++) {
        const struct token *token = i < to ? &setting->tokens[i] : NULL;
        const struct render_run *run = token ? token->run : &setting->paragraph->mark;
        const struct render_metrics *metrics = render_font_metrics(setting->setter->fonts, run->face);
        double whole = run_height(setting, run), down = round(run->size * metrics->descent);
        if (token && token->kind == PICTURE) {
            whole = token->piece->height;
            down = 0;
        }
        above = fmax(above, whole - down + run->raise);
        below = fmax(below, down - run->raise);
    }
    line->height = above + below;
    line->baseline = above;
    if (look->rule == RENDER_EXACT) {
        line->height = look->line;
        line->baseline = look->line * 4 / 5; /* as LibreOffice sets it */
    } else if (look->rule == RENDER_AT_LEAST && line->height < look->line) {
        line->baseline += look->line - line->height;
        line->height = look->line;
    } else if (look->rule == RENDER_AUTO && look->line != LINE_FULL) {
        double height = round(line->height * look->line / LINE_FULL);
        line->baseline += height - line->height;
        line->height = height;
    }
}

static void add_bit(const struct setting *setting, const struct token *token, double x, struct render_bit ***end)
{
    struct render_bit *bit = arena_alloc(setting->setter->arena, sizeof *bit);
    *bit = (struct render_bit){.x = x,
                               .width = token->width,
                               .run = token->run,
                               .picture = token->kind == PICTURE ? token->piece : NULL,
                               .glyphs = token->glyphs,
                               .text = token->text,
                               .len = token->len};
    **end = bit;
    *end = &bit->next;
}

/* Dots from a tab to its stop. */
static void add_leader(const struct setting *setting, const struct token *tab, double x, double until, struct render_bit ***end)
{
    const struct render_tab *stop = stop_behind(setting, x);
    if (!stop || !stop->dots)
        return;
    struct token dot = *tab;
    render_font_shape(setting->setter->fonts, setting->setter->arena, dot.run->face, dot.run->size, ".", 1, &dot.glyphs);
    dot.text = ".";
    dot.len = 1;
    dot.width = dot.glyphs.width;
    for (double at = ceil(x / dot.width) * dot.width; at + dot.width <= until; at += dot.width)
        add_bit(setting, &dot, at, end);
}

/* Where the line's own text ends, its last blanks left out; and its tabs and blanks. */
struct extent {
    double end, blanks;
    size_t to, stretch_from; /* stretched: blanks behind the last tab */
};

static struct extent extent_of(const struct setting *setting, size_t from, size_t to)
{
    struct extent extent = {.to = to, .stretch_from = from};
    double x = start_of(setting, from);
    while (extent.to > from && (setting->tokens[extent.to - 1].kind == BLANK || setting->tokens[extent.to - 1].kind == LINE_BREAK ||
                                setting->tokens[extent.to - 1].kind == PAGE_BREAK))
        extent.to--;
    for (size_t i = from; i < extent.to; i++) {
        const struct token *token = &setting->tokens[i];
        x = token->kind == TAB ? behind_tab(setting, i, x) : x + token->width;
        if (token->kind == TAB) {
            extent.blanks = 0;
            extent.stretch_from = i + 1;
        }
        extent.blanks += token->kind == BLANK ? (double)token->len : 0;
    }
    extent.end = x;
    return extent;
}

static void place(const struct setting *setting, size_t from, size_t to, struct render_line *line)
{
    const struct extent extent = extent_of(setting, from, to);
    enum render_align align = setting->paragraph->look.align;
    double left = setting->right - extent.end, x = start_of(setting, from), stretch = 0;
    struct render_bit **end = &line->bits;
    bool whole = to == setting->count || setting->tokens[to - 1].kind == LINE_BREAK || setting->tokens[to - 1].kind == PAGE_BREAK;
    if (left > 0 && (align == RENDER_CENTER || align == RENDER_RIGHT))
        x += align == RENDER_CENTER ? left / 2 : left;
    else if (left > 0 && align == RENDER_BOTH && !whole && extent.blanks > 0)
        stretch = left / extent.blanks;
    for (size_t i = from; i < extent.to; i++) {
        const struct token *token = &setting->tokens[i];
        double next = token->kind == TAB ? behind_tab(setting, i, x) : x + token->width;
        if (token->kind == BLANK && i >= extent.stretch_from)
            next += stretch * (double)token->len;
        if (token->kind == TAB)
            add_leader(setting, token, x, next, &end);
        else
            add_bit(setting, token, x, &end);
        x = next;
    }
}

/* A break at a paragraph's end has an empty line behind it. */
static bool ends_with_break(const struct setting *setting, size_t from)
{
    return from == setting->count && from > 0 && setting->tokens[from - 1].kind == LINE_BREAK;
}

struct render_line *render_lines(const struct render_setter *setter, const struct render_paragraph *paragraph, double width)
{
    struct setting setting = {.setter = setter, .paragraph = paragraph, .right = width - paragraph->look.right};
    struct render_line *first = NULL, **end = &first;
    size_t from = 0;
    cut(&setting);
    lean(&setting);
    do {
        size_t to = from < setting.count ? end_of_line(&setting, from) : from;
        struct render_line *line = arena_alloc(setter->arena, sizeof *line);
        measure(&setting, from, to, line);
        if (to > from) {
            place(&setting, from, to, line);
            line->page_ends = setting.tokens[to - 1].kind == PAGE_BREAK;
        }
        *end = line;
        end = &line->next;
        from = to;
    } while (from < setting.count || ends_with_break(&setting, from++));
    return first;
}
