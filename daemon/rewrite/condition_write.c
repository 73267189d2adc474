/* Conditions as SQL: what did not change with its own text, in its place. */
#include "rewrite/condition.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/err.h"
#include "base/text.h"
#include "rewrite/condition_word.h"

#include <string.h>

bool condition_same(const struct condition *a, const struct condition *b)
{
    return a->how == b->how && a->param == b->param && text_same(a->field, b->field) && text_same(a->value, b->value);
}

static bool is_number(const char *text)
{
    return *text && strlen(text) == strspn(text, "0123456789") && strlen(text) < 16;
}

static void put_word(struct buffer *out, const char *text)
{
    buffer_putc(out, '\'');
    for (; *text; text++)
        buffer_printf(out, *text == '\'' ? "''" : "%c", *text);
    buffer_putc(out, '\'');
}

static void put_list(struct arena *arena, struct buffer *out, const char *text)
{
    size_t len;
    const char *const *words = text_split(arena, text, &len);
    buffer_putc(out, '(');
    for (size_t i = 0; i < len; i++) {
        buffer_puts(out, i ? ", " : "");
        put_word(out, words[i]);
    }
    buffer_putc(out, ')');
}

static bool write_one(struct arena *arena, struct buffer *out, const struct condition *condition, const char *day, struct err *err)
{
    static const char *const signs[CONDITION_HOWS] = {
        [CONDITION_IS] = "=",     [CONDITION_IS_NOT] = "IS NOT", [CONDITION_ONE_OF] = "IN",      [CONDITION_AT_LEAST] = ">=",    [CONDITION_AT_MOST] = "<=",
        [CONDITION_MORE] = ">", [CONDITION_LESS] = "<",      [CONDITION_EMPTY] = "IS NULL", [CONDITION_FILLED] = "IS NOT NULL"};
    const char *field = condition->field, *value = condition->value;
    bool alone = condition->how == CONDITION_EMPTY || condition->how == CONDITION_FILLED;
    if (condition->how != CONDITION_TEXT && (!field || !*field))
        return err_set(err, "một điều kiện chưa chọn trường", "a condition has no field");
    if (!alone && (!value || !*value))
        return err_set(err, "điều kiện về “%s” chưa có giá trị", "the condition on “%s” has no value", field ? field : "SQL");
    if (condition->how == CONDITION_LISTED)
        buffer_printf(out, "param_has('%s', %s, %s)", value, day, field);
    else if (alone)
        buffer_printf(out, "%s %s", field, signs[condition->how]);
    else {
        buffer_printf(out, "%s %s ", field, condition->how == CONDITION_IS && condition->by_is ? "IS" : signs[condition->how]);
        if (condition->how == CONDITION_ONE_OF)
            put_list(arena, out, value);
        else if (condition->param)
            buffer_printf(out, "param('%s', %s)", value, day);
        else if (condition->word || !is_number(value))
            put_word(out, value);
        else
            buffer_puts(out, value);
    }
    return true;
}

/* SQL with an OR of its own stands in braces among others; a comment in it ends with its line. */
static void put_sql(struct buffer *out, const char *sql, bool alone)
{
    bool any_or = false;
    for (const char *end = sql + strlen(sql), *at = condition_next_and(sql, end, &any_or); at; at = condition_next_and(at + 3, end, &any_or))
        continue;
    buffer_printf(out, any_or && !alone ? "(%s%s)" : "%s", sql, strstr(sql, "--") ? "\n" : "");
}

static bool write_text(struct arena *arena, struct buffer *out, const struct condition *condition, bool alone, const char *day, struct err *err)
{
    bool text = condition->how == CONDITION_TEXT && condition->value && *condition->value;
    if (!condition->text && !text)
        return write_one(arena, out, condition, day, err);
    put_sql(out, condition->text ? condition->text : condition->value, alone);
    return true;
}

/* Those of before each in its place in the text, further ones behind them. */
static bool write_in_place(struct arena *arena, struct buffer *out, const struct conditions *conditions, const char *day, const char *was, const struct conditions *before, struct err *err)
{
    const char *at = was;
    for (size_t i = 0; i < conditions->len; i++) {
        const char *place = i < before->len ? strstr(at, before->items[i].text) : NULL;
        if (place)
            buffer_add(out, at, (size_t)(place - at));
        else
            buffer_puts(out, " AND ");
        if (!write_text(arena, out, &conditions->items[i], conditions->len == 1, day, err))
            return false;
        at = place ? place + strlen(before->items[i].text) : at;
    }
    buffer_puts(out, at);
    return true;
}

static bool write_anew(struct arena *arena, struct buffer *out, const struct conditions *conditions, const char *day, struct err *err)
{
    for (size_t i = 0; i < conditions->len; i++) {
        if (i)
            buffer_puts(out, " AND ");
        if (!write_text(arena, out, &conditions->items[i], conditions->len == 1, day, err))
            return false;
    }
    return true;
}

bool condition_write(struct arena *arena, const struct conditions *conditions, const char *day, const char *was, const char **ret_sql, struct err *err)
{
    struct buffer out = {0};
    const struct conditions before = condition_read(arena, was);
    bool in_place = before.len && conditions->len >= before.len;
    if (!(in_place ? write_in_place(arena, &out, conditions, day, was, &before, err) : write_anew(arena, &out, conditions, day, err))) {
        buffer_finish(&out);
        return false;
    }
    *ret_sql = out.len ? buffer_take(&out, arena) : NULL;
    return true;
}
