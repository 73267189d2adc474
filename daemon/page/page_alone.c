#include "page/page_alone.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/err.h"
#include "base/value.h"
#include "page/page_data.h"
#include "template/template.h"

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
