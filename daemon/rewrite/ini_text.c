#include "rewrite/ini_text.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "rewrite/ini_line.h"

#include <string.h>

enum { LINE_BYTES = 180 }; /* of a value's line as it is written here; longer ones are refused when they are read (package/ini.h) */

/* ---- sections ---- */

struct span {
    const char *from, *until;
};

/* From behind the head line to behind its last key: comments below that are of what follows. NULL from: there is no such section. */
static struct span section_of(const char *text, const char *section)
{
    struct span span = {NULL, NULL};
    bool inside = false;
    for (const char *at = text; *at;) {
        struct ini_line line = ini_line_at(at);
        if (ini_line_is_any_header(&line)) {
            if (inside)
                break;
            inside = ini_line_is_header(&line, section);
            if (inside)
                span = (struct span){line.next, line.next};
        } else if (inside && (ini_line_is_key(&line) || ini_line_is_further(&line))) {
            span.until = line.next;
        }
        at = line.next;
    }
    return span;
}

static bool names(const struct ini_line *line, const char *key)
{
    size_t len = strlen(key);
    const char *at = line->at + len;
    if ((size_t)(line->end - line->at) <= len || strncmp(line->at, key, len) != 0)
        return false;
    while (at < line->end && (*at == ' ' || *at == '\t'))
        at++;
    return at < line->end && *at == '=';
}

/* A key's lines, with those in which its value goes on. */
static struct span key_of(const struct span *section, const char *key)
{
    struct span span = {NULL, NULL};
    for (const char *at = section->from; at && at < section->until;) {
        struct ini_line line = ini_line_at(at);
        if (span.from && !ini_line_is_further(&line))
            break;
        if (span.from)
            span.until = line.next;
        else if (ini_line_is_key(&line) && names(&line, key))
            span = (struct span){line.at, line.next};
        at = line.next;
    }
    return span;
}

bool ini_text_has(const char *text, const char *section)
{
    return section_of(text, section).from != NULL;
}

/* A value as it reads, and where each byte of it stands; the last one behind it. A blank between two lines stands where the first one ends. */
struct spread {
    char *text;
    const char **at;
    size_t len;
};

static struct spread spread_of(struct arena *arena, const struct span *span)
{
    size_t most = (size_t)(span->until - span->from);
    struct spread value = {arena_alloc(arena, most + 1), arena_alloc(arena, (most + 1) * sizeof *value.at), 0};
    for (const char *at = span->from, *end = NULL; at < span->until;) {
        struct ini_line line = ini_line_at(at);
        const char *from = end ? line.at : strchr(line.at, '=') + 1;
        while (from < line.end && (*from == ' ' || *from == '\t'))
            from++;
        if (end) {
            value.at[value.len] = end;
            value.text[value.len++] = ' ';
        }
        for (; from < line.end; from++) {
            value.at[value.len] = from;
            value.text[value.len++] = *from;
        }
        value.at[value.len] = end = line.end;
        at = line.next;
    }
    value.text[value.len] = '\0';
    return value;
}

const char *ini_text_get(struct arena *arena, const char *text, const char *section, const char *key)
{
    struct span found = section_of(text, section), span = key_of(&found, key);
    return span.from ? spread_of(arena, &span).text : NULL;
}

/* ---- writing ---- */

/* A long value goes on in indented lines; blanks and line ends in it become one blank. */
static void put_key(struct buffer *out, const char *end, const struct ini_text_key *key)
{
    static const char blanks[] = " \t\r\n";
    size_t column = strlen(key->name) + 2;
    buffer_printf(out, "%s =", key->name);
    for (const char *at = key->value + strspn(key->value, blanks); *at;) {
        size_t len = strcspn(at, blanks);
        if (column + 1 + len > LINE_BYTES) {
            buffer_printf(out, "%s ", end);
            column = 1;
        }
        buffer_printf(out, " %.*s", (int)len, at);
        column += 1 + len;
        at += len + strspn(at + len, blanks);
    }
    buffer_puts(out, end);
}

static bool fits(const struct span *span)
{
    for (const char *at = span->from; at < span->until;) {
        struct ini_line line = ini_line_at(at);
        if (line.end - line.at > LINE_BYTES)
            return false;
        at = line.next;
    }
    return true;
}

/* Only what differs in the value, so that its lines stay where they are; NULL: it would not read so, or a line would be too long. */
static const char *set_part(struct arena *arena, const char *text, const char *section, const struct span *span, const struct ini_text_key *key)
{
    struct spread was = spread_of(arena, span);
    size_t len = strlen(key->value), first = 0, last = 0;
    while (first < was.len && first < len && was.text[first] == key->value[first])
        first++;
    while (last < was.len - first && last < len - first && was.text[was.len - 1 - last] == key->value[len - 1 - last])
        last++;
    struct buffer out = {0};
    buffer_add(&out, text, (size_t)(was.at[first] - text));
    buffer_add(&out, key->value + first, len - first - last);
    buffer_puts(&out, was.at[was.len - last]);
    const char *changed = buffer_take(&out, arena), *now = ini_text_get(arena, changed, section, key->name);
    struct span found = section_of(changed, section), place = key_of(&found, key->name);
    bool same = now && strcmp(now, key->value) == 0;
    return len && same && !strpbrk(key->value, "\t\r\n") && fits(&place) ? changed : NULL;
}

static const char *set_key(struct arena *arena, const char *text, const char *section, const struct ini_text_key *key)
{
    struct span found = section_of(text, section), span = key_of(&found, key->name);
    const char *part = span.from && key->value ? set_part(arena, text, section, &span, key) : NULL;
    if (part)
        return part;
    struct buffer out = {0};
    const char *from = span.from ? span.from : found.until, *until = span.from ? span.until : found.until;
    buffer_add(&out, text, (size_t)(from - text));
    if (key->value) {
        if (out.len && out.bytes[out.len - 1] != '\n')
            buffer_puts(&out, ini_line_end_of(text));
        put_key(&out, ini_line_end_of(text), key);
    }
    buffer_puts(&out, until);
    return buffer_take(&out, arena);
}

char *ini_text_set(struct arena *arena, const char *text, const char *section, const struct ini_text_key *keys, size_t count)
{
    for (size_t i = 0; i < count; i++)
        text = set_key(arena, text, section, &keys[i]);
    return arena_strdup(arena, text);
}

char *ini_text_add(struct arena *arena, const char *text, const char *after, const char *section, const struct ini_text_key *keys, size_t count)
{
    const char *end = ini_line_end_of(text), *at = after ? section_of(text, after).until : text + strlen(text);
    struct buffer out = {0};
    buffer_add(&out, text, (size_t)(at - text));
    if (out.len && out.bytes[out.len - 1] != '\n')
        buffer_puts(&out, end);
    if (out.len)
        buffer_puts(&out, end);
    buffer_printf(&out, "[%s]%s", section, end);
    for (size_t i = 0; i < count; i++)
        if (keys[i].value)
            put_key(&out, end, &keys[i]);
    buffer_puts(&out, at);
    return buffer_take(&out, arena);
}
