#include "proof/paper_figures.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/value.h"
#include "proof/stamp.h"

#include <string.h>

/* Behind the picture, which the text shows as nothing. */
static const char *stamp_words(const char *text)
{
    return strncmp(text + strspn(text, " "), PAPER_STAMP_WORDS, strlen(PAPER_STAMP_WORDS)) == 0 ? text + strspn(text, " ") + strlen(PAPER_STAMP_WORDS) : NULL;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static void put_figures(const char *text, struct buffer *out)
{
    while (*(text += strcspn(text, "0123456789"))) {
        if (out->len)
            buffer_putc(out, ' ');
        while (is_digit(*text) || (*text && strchr("./,", *text) && is_digit(text[1])))
            buffer_putc(out, *text++);
    }
}

typedef void of_paragraph(const char *text, struct buffer *out);

/* Paragraphs stand in a list, or in the cells of tables. */
static void walk(const struct value *value, of_paragraph *take, struct buffer *out)
{
    const char *text = value_type(value) == VALUE_MAP ? value_get_text(value, "text", NULL) : NULL;
    if (text)
        take(text, out);
    if (value_type(value) == VALUE_MAP)
        walk(value_get(value, "rows"), take, out);
    for (size_t i = 0; value && value_type(value) == VALUE_LIST && i < value_len(value); i++)
        walk(value_at(value, i), take, out);
}

static void take_figures(const char *text, struct buffer *out)
{
    if (!stamp_words(text))
        put_figures(text, out);
}

static void take_code(const char *text, struct buffer *out)
{
    const char *words = stamp_words(text);
    if (words) {
        out->len = 0;
        buffer_add(out, words, strcspn(words, " "));
    }
}

static const char *walked(struct arena *arena, const struct value *text, of_paragraph *take)
{
    struct buffer out = {0};
    walk(text, take, &out);
    return buffer_take(&out, arena);
}

const char *paper_figures(struct arena *arena, const struct value *text)
{
    return walked(arena, text, take_figures);
}

const char *paper_code(struct arena *arena, const struct value *text)
{
    return stamp_code_of(arena, walked(arena, text, take_code));
}
