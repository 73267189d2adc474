#include "rewrite/rule_list.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/err.h"
#include "base/text.h"
#include "rewrite/lua_text.h"

#include <string.h>

bool rule_list_is_number(const char *text)
{
    return *text && strspn(text, "0123456789") == strlen(text) && (text[0] != '0' || !text[1]);
}

/* ---- words ---- */

const char *rule_list_clean(struct arena *arena, const char *line)
{
    struct buffer out = {0};
    size_t len;
    const char *const *words = text_split(arena, line, &len);
    for (size_t i = 0; i < len; i++)
        buffer_printf(&out, "%s%s", i ? ", " : "", words[i]);
    return buffer_take(&out, arena);
}

/* The next word of a table in Lua, from quote to quote; false: it ends (*ret_word NULL), or is no plain word. */
static bool next_word(const char **at, const char **ret_word, size_t *ret_len)
{
    const char *from = *at + strspn(*at, " \t\r\n,"), *end = *from == '"' || *from == '\'' ? strchr(from + 1, *from) : NULL;
    *ret_word = *from == '}' || !*from ? NULL : from;
    if (!end || memchr(from, '\\', (size_t)(end - from)) || memchr(from, ',', (size_t)(end - from)))
        return false;
    *ret_len = (size_t)(end + 1 - from);
    *at = end + 1;
    return true;
}

const char *rule_list_of_lua(struct arena *arena, const char *table)
{
    struct buffer out = {0};
    const char *at = table + 1, *word;
    size_t len;
    while (next_word(&at, &word, &len))
        buffer_printf(&out, "%s%.*s", out.len ? ", " : "", (int)len - 2, word + 1);
    if (out.len && !word)
        return buffer_take(&out, arena);
    buffer_finish(&out);
    return word ? NULL : RULE_LIST_NONE;
}

/* As many words as there were: each in its place. */
static bool put_in_place(struct arena *arena, struct buffer *out, const char *const *words, size_t len, const char *table)
{
    const char *at = table + 1, *kept = table, *word;
    size_t word_len, count = 0;
    for (; next_word(&at, &word, &word_len); count++) {
        bool same = count < len && strlen(words[count]) == word_len - 2 && strncmp(words[count], word + 1, word_len - 2) == 0;
        if (count >= len || same)
            continue;
        buffer_add(out, kept, (size_t)(word - kept));
        buffer_puts(out, lua_text_quoted(arena, words[count], word));
        kept = at;
    }
    buffer_puts(out, kept);
    return count == len && !word;
}

const char *rule_list_lua(struct arena *arena, const char *line, const char *table)
{
    struct buffer out = {0};
    size_t len;
    const char *const *words = text_split(arena, line, &len);
    if (!len || strcmp(line, RULE_LIST_NONE) == 0)
        return RULE_LIST_NONE;
    if (table && put_in_place(arena, &out, words, len, table))
        return buffer_take(&out, arena);
    buffer_finish(&out);
    for (size_t i = 0; i < len; i++)
        buffer_printf(&out, "%s%s", i ? ", " : "{ ", lua_text_quoted(arena, words[i], NULL));
    buffer_puts(&out, " }");
    return buffer_take(&out, arena);
}

/* ---- weights ---- */

static const char *worth_of(const struct rule_weight *weights, size_t len, const char *choice)
{
    for (size_t i = 0; i < len; i++)
        if (strcmp(weights[i].choice, choice) == 0)
            return weights[i].worth;
    return NULL;
}

bool rule_weights_read(struct arena *arena, const char *line, struct rule_weight **ret_weights, size_t *ret_len)
{
    size_t len;
    const char *const *words = text_split(arena, line, &len);
    struct rule_weight *weights = arena_alloc(arena, (len + 1) * sizeof *weights);
    for (size_t i = 0; i < len; i++) {
        const char *colon = strchr(words[i], ':');
        if (!colon)
            return false;
        weights[i] = (struct rule_weight){text_clean(arena, words[i], (size_t)(colon - words[i])), text_clean(arena, colon + 1, strlen(colon + 1))};
        if (!*weights[i].choice || strchr(weights[i].choice, '.') || !*weights[i].worth || worth_of(weights, i, weights[i].choice))
            return false;
    }
    *ret_weights = weights;
    *ret_len = len;
    return true;
}

bool rule_weights_same(struct arena *arena, const char *a, const char *b)
{
    struct rule_weight *one, *other;
    size_t len, other_len;
    if (!rule_weights_read(arena, a, &one, &len) || !rule_weights_read(arena, b, &other, &other_len) || len != other_len)
        return false;
    for (size_t i = 0; i < len; i++) {
        const char *worth = worth_of(other, len, one[i].choice);
        if (!worth || strcmp(worth, one[i].worth) != 0)
            return false;
    }
    return true;
}

static bool is_entry(const struct lua_text_field *entry, const char *field)
{
    size_t len = strlen(field);
    return strncmp(entry->name, field, len) == 0 && entry->name[len] == '.';
}

const char *rule_weights_of_lua(struct arena *arena, const struct lua_text *text, const char *field)
{
    struct buffer out = {0};
    bool plain = true;
    for (size_t i = 0; i < text->len; i++) {
        const struct lua_text_field *entry = &text->fields[i];
        if (!is_entry(entry, field))
            continue;
        const char *choice = entry->name + strlen(field) + 1;
        plain = plain && (entry->kind == LUA_TEXT_STRING || (entry->kind == LUA_TEXT_WORD && rule_list_is_number(entry->text))) && !strpbrk(choice, ".:," LUA_TEXT_ITEM) && !strpbrk(entry->text, ":,");
        buffer_printf(&out, "%s%s: %s", out.len ? ", " : "", choice, entry->text);
    }
    if (plain && out.len)
        return buffer_take(&out, arena);
    buffer_finish(&out);
    return NULL;
}

static const char *worth_lua(struct arena *arena, const char *worth)
{
    return rule_list_is_number(worth) ? worth : lua_text_quoted(arena, worth, NULL);
}

static const char *whole_lua(struct arena *arena, const struct rule_weight *weights, size_t len)
{
    struct buffer out = {0};
    for (size_t i = 0; i < len; i++)
        buffer_printf(&out, "%s%s = %s", i ? ", " : "{ ", lua_text_key(arena, weights[i].choice), worth_lua(arena, weights[i].worth));
    buffer_puts(&out, " }");
    return buffer_take(&out, arena);
}

/* One of them; worth NULL: it goes. */
static const char *set_one(struct arena *arena, const char *source, const char *name, const char *worth, const char *const *after)
{
    struct lua_text text;
    struct err err = {0};
    bool read = lua_text_read(arena, source, "criterion", &text, &err); /* it was read before */
    err_clear(&err);
    return read ? lua_text_set(arena, &text, name, worth ? worth_lua(arena, worth) : NULL, after) : source;
}

const char *rule_weights_set_lua(struct arena *arena, const struct lua_text *text, const char *field, const char *line, const char *const *after, struct err *err)
{
    struct rule_weight *weights;
    size_t len, known = 0;
    if (!rule_weights_read(arena, line, &weights, &len)) {
        err_set(err, "“%s”: điểm của từng lựa chọn viết như “deed: 1, rescue: 3”, mỗi lựa chọn một lần", "“%s”: what each choice is worth is written like “deed: 1, rescue: 3”, each once", line);
        return NULL;
    }
    if (!len || !lua_text_field(text, field))
        return lua_text_set(arena, text, field, len ? whole_lua(arena, weights, len) : NULL, after);
    const char *source = text->source, **behind = arena_alloc(arena, (text->len + len + 1) * sizeof *behind);
    for (size_t i = 0; i < text->len; i++)
        if (is_entry(&text->fields[i], field)) {
            const char *worth = worth_of(weights, len, text->fields[i].name + strlen(field) + 1);
            if (worth)
                behind[known++] = text->fields[i].name;
            if (!worth || strcmp(worth, text->fields[i].text) != 0)
                source = set_one(arena, source, text->fields[i].name, worth, after);
        }
    for (size_t i = 0; i < len; i++) {
        const char *name = arena_printf(arena, "%s.%s", field, weights[i].choice);
        behind[known] = NULL;
        if (lua_text_field(text, name))
            continue;
        source = set_one(arena, source, name, weights[i].worth, behind);
        behind[known++] = name;
    }
    return source;
}
