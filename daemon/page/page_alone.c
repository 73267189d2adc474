#include "page/page_alone.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/err.h"
#include "base/value.h"
#include "command/command.h"
#include "display/display.h"
#include "page/page_data.h"
#include "template/template.h"

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
