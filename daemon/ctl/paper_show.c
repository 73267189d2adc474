/* The text of a paper in a terminal: its paragraphs, wrapped; a table a line a row; what was edited of it. */
#include "ctl/print.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/text.h"
#include "base/value.h"

#include <string.h>

enum { WIDTH = 80 };

/* At blanks, each line at most WIDTH wide unless a word is wider. */
static void print_wrapped(struct buffer *out, struct arena *arena, const char *text)
{
    size_t width = 0;
    while (*text) {
        size_t len = strcspn(text, " \n");
        const char *word = arena_strndup(arena, text, len);
        size_t wide = (size_t)text_width(word);
        if (width && width + 1 + wide > WIDTH) {
            buffer_putc(out, '\n');
            width = 0;
        }
        buffer_printf(out, "%s%s", width ? " " : "", word);
        width += wide + (width ? 1 : 0);
        text += len;
        if (*text == '\n') {
            buffer_putc(out, '\n');
            width = 0;
        }
        text += *text != '\0';
    }
    buffer_putc(out, '\n');
}

static void print_cell(struct buffer *out, const struct value *cell, bool first)
{
    if (!first)
        buffer_puts(out, " | ");
    for (size_t i = 0, said = 0; i < value_len(cell); i++) {
        const char *text = value_get_text(value_at(cell, i), "text", "");
        if (*text)
            buffer_printf(out, "%s%s", said++ ? " " : "", text);
    }
}

void print_paper(struct buffer *out, struct arena *arena, const struct command *command, const struct value *answer, bool english)
{
    (void)command, (void)english;
    for (size_t i = 0; i < value_len(answer); i++) {
        const struct value *block = value_at(answer, i), *rows = value_get(block, "rows");
        if (!rows)
            print_wrapped(out, arena, value_get_text(block, "text", ""));
        for (size_t r = 0; r < value_len(rows); r++) {
            for (size_t c = 0; c < value_len(value_at(rows, r)); c++)
                print_cell(out, value_at(value_at(rows, r), c), c == 0);
            buffer_putc(out, '\n');
        }
    }
}

/* "bảng 1, dòng 2, cột 3: Tặng cho [-04-] {+05+} tập thể", as wdiff marks words. */
static void print_change(struct buffer *out, struct arena *arena, const struct value *change, bool english)
{
    struct buffer line = {0};
    const struct value *pieces = value_get(change, "pieces");
    buffer_printf(&line, "%s:", value_get_text(change, english ? "place_en" : "place", ""));
    for (size_t i = 0; i < value_len(pieces); i++) {
        const char *what = value_get_text(value_at(pieces, i), "what", ""), *text = value_get_text(value_at(pieces, i), "text", "");
        buffer_printf(&line, strcmp(what, "removed") == 0 ? " [-%s-]" : strcmp(what, "added") == 0 ? " {+%s+}" : " %s", text);
    }
    print_wrapped(out, arena, buffer_take(&line, arena));
}

static void print_end(struct buffer *out, const char *title, const struct value *end)
{
    buffer_printf(out, "%s: %s v%lld, %s, %s\n", title, value_get_text(end, "draft", ""), (long long)value_get_int(end, "number", 0),
                  value_get_text(end, "made_by_name", ""), value_get_text(end, "made_at", ""));
}

void print_changes(struct buffer *out, struct arena *arena, const struct command *command, const struct value *answer, bool english)
{
    const struct value *changes = value_get(answer, "changes"), *figures = value_get(answer, "figures");
    if (value_type(answer) != VALUE_MAP) {
        buffer_puts(out, english ? "nobody edited it, and nothing of an edited one changes\n" : "chưa ai sửa, cũng không đổi gì trong bản nào đã sửa\n");
        return;
    }
    print_end(out, english ? "from" : "từ", value_get(answer, "from"));
    print_end(out, english ? "to" : "thành", value_get(answer, "to"));
    for (size_t i = 0; i < value_len(changes); i++)
        print_change(out, arena, value_at(changes, i), english);
    if (value_len(figures) && value_get(value_at(figures, 0), "number"))
        print_answer(out, arena, command, figures, english);
}
