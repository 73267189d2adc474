#include "plugin/exchange.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/text.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { SUBJECT_BYTES = 64, LINE_SHOWN = 60 };

static const char *table_name(void *rows, int column)
{
    const struct exchange_table *table = rows;
    return value_as_text(value_at(table->columns, (size_t)column));
}

static bool table_step(void *rows, bool *ret_row, struct err *err)
{
    struct exchange_table *table = rows;
    (void)err;
    *ret_row = table->next < value_len(table->rows);
    table->next += *ret_row;
    return true;
}

static const char *table_text(void *rows, int column)
{
    const struct exchange_table *table = rows;
    const struct value *cell = value_at(value_at(table->rows, table->next - 1), (size_t)column);
    return value_type(cell) == VALUE_TEXT && *value_as_text(cell) ? value_as_text(cell) : NULL;
}

/* In CSV an integer is what looks like one. */
static bool as_integer(const char *text, int64_t *ret_integer)
{
    char *end;
    size_t digits = strspn(text + (*text == '-'), "0123456789");
    if (!digits || digits > 18)
        return false;
    *ret_integer = strtoll(text, &end, 10);
    return !*end;
}

static enum value_type table_type(void *rows, int column)
{
    const char *text = table_text(rows, column);
    int64_t integer;
    return !text ? VALUE_NULL : as_integer(text, &integer) ? VALUE_INT : VALUE_TEXT;
}

static int64_t table_integer(void *rows, int column)
{
    const char *text = table_text(rows, column);
    int64_t integer = 0;
    return text && as_integer(text, &integer) ? integer : 0;
}

struct exchange_rows exchange_table_rows(struct exchange_table *table)
{
    return (struct exchange_rows){.rows = table,
                                  .columns = (int)value_len(table->columns),
                                  .name = table_name,
                                  .step = table_step,
                                  .type = table_type,
                                  .integer = table_integer,
                                  .text = table_text};
}

static bool is_subject(const char *subject)
{
    size_t len = subject ? strnlen(subject, SUBJECT_BYTES + 1) : 0;
    return len > 0 && len <= SUBJECT_BYTES && text_is_utf8(subject, len);
}

bool exchange_add(struct arena *arena, struct exchange_figures *figures, const char *subject, int64_t num,
                  int64_t den, struct err *err)
{
    if (!is_subject(subject))
        return err_set(err, "số liệu thứ %zu không có mã đơn vị hợp lệ (1 đến %d byte UTF-8)",
                       "figure %zu has no valid subject (1 to %d bytes of UTF-8)", figures->len + 1,
                       SUBJECT_BYTES);
    if (num < 0 || num > INT32_MAX)
        return err_set(err, "“%s”: num = %" PRId64 "; phải từ 0 đến %d",
                       "“%s”: num = %" PRId64 "; it must be from 0 to %d", subject, num, INT32_MAX);
    if (den != EXCHANGE_NO_DEN && (den < 0 || den > INT32_MAX))
        return err_set(err, "“%s”: den = %" PRId64 "; phải từ 0 đến %d",
                       "“%s”: den = %" PRId64 "; it must be from 0 to %d", subject, den, INT32_MAX);
    if (figures->len == figures->most)
        return err_set(err, "trả nhiều hơn %zu số liệu, mà chỉ có %zu đơn vị",
                       "gave more than %zu figures, and there are only %zu subjects", figures->most,
                       figures->most);
    if (figures->len == figures->size) {
        size_t size = figures->size ? 2 * figures->size : 32;
        figures->items = arena_grow(arena, figures->items, figures->len * sizeof *figures->items,
                                    size * sizeof *figures->items);
        figures->size = size;
    }
    figures->items[figures->len++] = (struct exchange_figure){arena_strdup(arena, subject), num, den};
    return true;
}

/* A line as a message may show it: its beginning, and nothing that is no text. */
static const char *shown(struct arena *arena, const char *line)
{
    size_t len = strnlen(line, LINE_SHOWN);
    while (len && !text_is_utf8(line, len) && len > strnlen(line, LINE_SHOWN) - 4)
        len--; /* cut inside a letter */
    char *text = arena_strndup(arena, line, len);
    for (char *c = text; *c; c++)
        if ((unsigned char)*c < 0x20 || *c == 0x7f || (!text_is_utf8(line, len) && (unsigned char)*c >= 0x80))
            *c = '?';
    return text;
}

bool exchange_add_line(struct arena *arena, struct exchange_figures *figures, const char *line,
                       struct err *err)
{
    char *rest, *copy = arena_strdup(arena, line);
    const char *words[4] = {0};
    int count = 0;
    for (char *word = strtok_r(copy, " \t\r", &rest); word && count < 4;
         word = strtok_r(NULL, " \t\r", &rest))
        words[count++] = word;
    int64_t num = 0, den = EXCHANGE_NO_DEN;
    if (count < 2 || count > 3 || !as_integer(words[1], &num) ||
        (count == 3 && !as_integer(words[2], &den)) || (count == 3 && den < 0))
        return err_set(err, "dòng “%s” không phải là “đơn-vị num [den]” (số nguyên không âm)",
                       "the line “%s” is not “subject num [den]” (integers, not negative)",
                       shown(arena, line));
    return exchange_add(arena, figures, words[0], num, den, err);
}
