#include "page/page_alone.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/err.h"
#include "base/value.h"
#include "command/command.h"
#include "display/display.h"
#include "page/page_data.h"
#include "template/template.h"

#include <assert.h>
#include <string.h>

static struct value *begin(struct arena *arena, bool english, const char *heading)
{
    struct value *data = value_map(arena), *words = page_words(arena, english);
    value_set(data, "t", words);
    value_set_bool(data, "en", english);
    value_set_text(data, "root", english ? "/en" : "");
    value_set(data, "heading", value_get(words, heading));
    return data;
}

static void write(const struct template *template, const struct value *data, struct buffer *out)
{
    struct err err = {0};
    if (!template_render(template, data, TEMPLATE_HTML, out, &err))
        die("a page without a frame cannot be filled: %s", err.en);
}

void page_alone_refuse(const struct page_alone *alone, bool english, const char *other, const struct err *err, struct buffer *out)
{
    struct arena *arena = arena_create();
    struct value *data = begin(arena, english, other ? "no_contest" : "refusal");
    value_set_bool(data, "no_contest", other != NULL);
    value_set_text(data, "other", other);
    value_set_text(data, "sentence", english ? err->en : err->vi);
    write(alone->refusal, data, out);
    arena_destroy(arena);
}

/* ---- what takes long ---- */

static void add_field(struct value *list, struct arena *arena, const char *name, const struct value *text)
{
    struct value *field = value_map(arena);
    value_set_text(field, "name", name);
    value_set(field, "value", text);
    value_append(list, field);
}

static struct value *fields_of(struct arena *arena, const struct value *sent)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(sent); i++) {
        const struct value *field = value_item(sent, i);
        const char *name = value_key(sent, i);
        for (size_t k = 0; value_type(field) == VALUE_LIST && k < value_len(field); k++)
            add_field(list, arena, name, value_at(field, k));
        if (value_type(field) != VALUE_LIST)
            add_field(list, arena, name, field);
    }
    return list;
}

/* A piece: of each part none but those that are set. */
static struct value *piece(struct arena *arena, bool english)
{
    struct value *data = begin(arena, english, "rules_working");
    value_set_bool(data, "begins", false);
    value_set_bool(data, "ends", false);
    value_set(data, "lines", value_list(arena));
    return data;
}

void page_alone_working(const struct page_alone *alone, bool english, const struct page_working *working, struct buffer *out)
{
    struct arena *arena = arena_create();
    struct value *data = piece(arena, english);
    const char *words = english ? working->command->en : working->command->vi;
    char *act = arena_strdup(arena, working->command->words);
    for (char *at = act; *at; at++)
        *at = *at == ' ' ? '/' : *at;
    value_set_bool(data, "begins", true);
    value_set_text(data, "words", arena_strndup(arena, words, strcspn(words, ":;")));
    value_set_text(data, "act", act);
    value_set_text(data, "next", working->next);
    value_set_text(data, "form_token", working->form_token);
    value_set(data, "fields", fields_of(arena, working->fields));
    write(alone->working, data, out);
    arena_destroy(arena);
}

void page_alone_step(const struct page_alone *alone, const char *line, struct buffer *out)
{
    struct arena *arena = arena_create();
    struct value *data = piece(arena, false), *lines = value_list(arena);
    value_append(lines, value_text(arena, line));
    value_set(data, "lines", lines);
    write(alone->working, data, out);
    arena_destroy(arena);
}

/* Behind the tag that begins its body. */
static const char *body_of(const struct buffer *page)
{
    static const char tag[] = "<body";
    const char *at = memmem(page->bytes, page->len, tag, strlen(tag)), *end = page->bytes + page->len;
    const char *close = at ? memchr(at, '>', (size_t)(end - at)) : NULL;
    assert(close); /* every page of ours has one */
    return close + 1;
}

void page_alone_worked(const struct page_alone *alone, const struct buffer *page, struct buffer *out)
{
    struct arena *arena = arena_create();
    struct value *data = piece(arena, false);
    const char *body = body_of(page);
    value_set_bool(data, "ends", true);
    write(alone->working, data, out);
    buffer_add(out, body, (size_t)(page->bytes + page->len - body));
    arena_destroy(arena);
}

/* ---- the log-in ---- */

void page_alone_login(const struct page_alone *alone, bool english, const struct page_login *login, struct buffer *out)
{
    struct arena *arena = arena_create();
    struct value *data = begin(arena, english, "login");
    value_set_text(data, "other", login->other);
    value_set_text(data, "next", login->next);
    value_set_text(data, "name", login->name ? login->name : "");
    value_set_bool(data, "left", login->left);
    value_set_text(data, "sentence", login->err ? (english ? login->err->en : login->err->vi) : NULL);
    write(alone->login, data, out);
    arena_destroy(arena);
}

/* The key's picture as one path, a stroke a run of dark: "M4 4h7v1h-7z…"; within an edge of four light ones. */
static const char *picture_of(struct arena *arena, const struct value *rows)
{
    enum { EDGE = 4 };
    struct buffer path = {0};
    for (size_t y = 0; y < value_len(rows); y++) {
        const char *row = value_as_text(value_at(rows, y));
        for (size_t x = 0; row[x];) {
            size_t run = strspn(row + x, "1");
            if (run)
                buffer_printf(&path, "M%zu %zuh%zuv1h-%zuz", x + EDGE, y + EDGE, run, run);
            x += run ? run : strspn(row + x, "0");
        }
    }
    return buffer_take(&path, arena);
}

static struct value *rows_of(struct arena *arena, const struct page_once *once, bool english)
{
    struct value *rows = value_list(arena);
    for (const struct command_column *column = once->command->columns; column->key; column++) {
        const struct value *found = value_get(once->answer, column->key);
        struct value *row = value_map(arena);
        bool list = value_type(found) == VALUE_LIST;
        value_set_text(row, "label", english ? column->en : column->vi);
        value_set(row, "codes", list ? found : value_null(arena));
        value_set_text(row, "text", list ? NULL : display_text(arena, column->key, found, english));
        if (found && !value_is_null(found))
            value_append(rows, row);
    }
    return rows;
}

/* The address of a calendar as the phone's own program takes it; NULL for any other. */
static const char *webcal_of(struct arena *arena, const char *address)
{
    const char *end = strrchr(address, '.'), *host = strstr(address, "://");
    return host && end && strcmp(end, ".ics") == 0 ? arena_printf(arena, "webcal%s", host) : NULL;
}

void page_alone_once(const struct page_alone *alone, bool english, const struct page_once *once, struct buffer *out)
{
    struct arena *arena = arena_create();
    struct value *data = begin(arena, english, "once");
    const struct value *picture = value_get(once->answer, "qr");
    value_set_text(data, "other", NULL);
    value_set_text(data, "next", once->next);
    value_set_text(data, "form_token", once->form_token);
    const char *words = english ? once->command->en : once->command->vi;
    value_set_text(data, "words", arena_strndup(arena, words, strcspn(words, ":;")));
    value_set(data, "rows", rows_of(arena, once, english));
    value_set_text(data, "picture", picture ? picture_of(arena, picture) : NULL);
    value_set_bool(data, "factor", value_get(once->answer, "key") != NULL);
    value_set_text(data, "webcal", webcal_of(arena, value_get_text(once->answer, "address", "")));
    value_set_int(data, "side", (int64_t)value_len(picture) + 8);
    write(alone->once, data, out);
    arena_destroy(arena);
}
