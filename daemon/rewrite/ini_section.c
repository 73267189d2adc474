/* Whole sections: their names, one taken out, several replaced, those with a day. */
#include "rewrite/ini_text.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/day.h"
#include "rewrite/ini_line.h"

#include <string.h>

/* ---- names ---- */

struct names {
    const char **items;
    size_t len;
};

static void add_name(struct arena *arena, struct names *names, const char *at, size_t len)
{
    while (len && strchr(" \t", at[len - 1]))
        len--;
    names->items = arena_grow(arena, names->items, names->len * sizeof *names->items, (names->len + 1) * sizeof *names->items);
    names->items[names->len++] = arena_strndup(arena, at, len);
}

const char *const *ini_text_sections(struct arena *arena, const char *text, size_t *ret_len)
{
    struct names names = {0};
    for (const char *at = text; *at;) {
        struct ini_line line = ini_line_at(at);
        const char *close = ini_line_is_any_header(&line) ? memchr(line.at, ']', (size_t)(line.end - line.at)) : NULL;
        if (close)
            add_name(arena, &names, line.at + 1, (size_t)(close - line.at - 1));
        at = line.next;
    }
    *ret_len = names.len;
    return names.items;
}

const char *const *ini_text_keys(struct arena *arena, const char *text, const char *section, size_t *ret_len)
{
    struct names names = {0};
    bool inside = false;
    for (const char *at = text; *at;) {
        struct ini_line line = ini_line_at(at);
        const char *equals = inside && ini_line_is_key(&line) ? memchr(line.at, '=', (size_t)(line.end - line.at)) : NULL;
        if (ini_line_is_any_header(&line))
            inside = ini_line_is_header(&line, section);
        else if (equals)
            add_name(arena, &names, line.at, (size_t)(equals - line.at));
        at = line.next;
    }
    *ret_len = names.len;
    return names.items;
}

/* ---- one section ---- */

static bool is_blank(const struct ini_line *line)
{
    return line->at + strspn(line->at, " \t\r\n") >= line->end;
}

char *ini_text_drop(struct arena *arena, const char *text, const char *section)
{
    const char *from = NULL, *until = NULL, *comment = NULL; /* where those begin that stand right above */
    bool inside = false, top = true; /* the file's own comment */
    for (const char *at = text; *at;) {
        struct ini_line line = ini_line_at(at);
        bool is_comment = line.at < line.end && strchr(";#", *line.at);
        if (ini_line_is_any_header(&line)) {
            if (inside)
                break;
            inside = ini_line_is_header(&line, section);
            from = inside ? comment && !top ? comment : line.at : NULL;
            until = line.next;
        } else if (inside && (ini_line_is_key(&line) || ini_line_is_further(&line))) {
            until = line.next;
        } else if (inside && is_blank(&line) && until == line.at) {
            until = line.next; /* the one that parts it from the next */
            break;
        }
        comment = !is_comment ? NULL : comment ? comment : line.at;
        top = top && is_comment;
        at = line.next;
    }
    struct buffer out = {0};
    buffer_add(&out, text, (size_t)((from ? from : text) - text));
    buffer_puts(&out, from ? until : text);
    return buffer_take(&out, arena);
}

/* ---- several sections ---- */

/* The header, or the keys of a section whose name begins so. */
static bool begins(const struct ini_line *line, const char *prefix)
{
    size_t len = strlen(prefix);
    return (size_t)(line->end - line->at) > len && line->at[0] == '[' && strncmp(line->at + 1, prefix, len) == 0;
}

const char *ini_text_replace(struct arena *arena, const char *text, const char *prefix, const char *sections)
{
    struct buffer out = {0};
    const char *kept = text; /* from here on nothing was taken over */
    bool inside = false, written = false;
    for (const char *at = text; *at;) {
        struct ini_line line = ini_line_at(at);
        if (begins(&line, prefix)) {
            if (!inside)
                buffer_add(&out, kept, (size_t)(at - kept));
            if (!written)
                buffer_puts(&out, sections);
            inside = written = true;
        } else if (ini_line_is_any_header(&line)) {
            inside = false;
        }
        if (inside && (ini_line_is_any_header(&line) || ini_line_is_key(&line) || ini_line_is_further(&line)))
            kept = line.next;
        at = line.next;
    }
    buffer_puts(&out, kept);
    if (!written)
        buffer_printf(&out, "%s%s", ini_line_end_of(text), sections);
    return buffer_take(&out, arena);
}

/* ---- sections with a day ---- */

/* The day of “[name day]”; false for another section. */
static bool day_of_header(struct arena *arena, const struct ini_line *line, const char *name, int32_t *ret_day, const char **ret_section)
{
    size_t len = strlen(name);
    const char *close = ini_line_is_any_header(line) ? memchr(line->at, ']', (size_t)(line->end - line->at)) : NULL;
    if (!close || (size_t)(close - line->at) < len + 2 || strncmp(line->at + 1, name, len) != 0 || line->at[len + 1] != ' ')
        return false;
    *ret_section = arena_strndup(arena, line->at + 1, (size_t)(close - line->at - 1));
    return day_parse(*ret_section + len + 1, ret_day);
}

struct ini_text_dated ini_text_dated(struct arena *arena, const char *text, const char *name, int32_t day)
{
    struct ini_text_dated dated = {NULL, NULL, NULL};
    int32_t best = 0;
    for (const char *at = text; *at;) {
        struct ini_line line = ini_line_at(at);
        const char *section;
        int32_t from;
        at = line.next;
        if (!day_of_header(arena, &line, name, &from, &section))
            continue;
        dated.first = dated.first ? dated.first : section;
        if (from == day)
            dated.same = section;
        if (from < day && (!dated.before || from > best)) {
            dated.before = section;
            best = from;
        }
    }
    return dated;
}
