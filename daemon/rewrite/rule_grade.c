#include "rewrite/rule_grade.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/err.h"
#include "base/text.h"
#include "rewrite/lua_text.h"

#include <string.h>

/* ---- a line ---- */

/* The first word, the last one, and what stands between them. */
static bool read_one(struct arena *arena, const char *text, struct rule_grade *ret_grade)
{
    const char *first = strchr(text, ' '), *last = strrchr(text, ' ');
    if (!first || first == last)
        return false;
    *ret_grade = (struct rule_grade){arena_strndup(arena, text, (size_t)(first - text)), text_clean(arena, first, (size_t)(last - first)), last + 1};
    return *ret_grade->title;
}

bool rule_grades_read(struct arena *arena, const char *line, struct rule_grade **ret_grades, size_t *ret_len, struct err *err)
{
    size_t len;
    const char *const *words = text_split(arena, line, &len);
    struct rule_grade *grades = arena_alloc(arena, (len + 1) * sizeof *grades);
    for (size_t i = 0; i < len; i++)
        if (!read_one(arena, words[i], &grades[i]))
            return err_set(err, "“%s”: mỗi mức viết như “good khá 1.1.good”: mã, tên, tham số của ngưỡng", "“%s”: a grade is written like “good khá 1.1.good”: its id, what it is called, the parameter of its threshold",
                           words[i]);
    *ret_grades = grades;
    *ret_len = len;
    return true;
}

const char *rule_grades_line(struct arena *arena, const struct rule_grade *grades, size_t len)
{
    struct buffer out = {0};
    for (size_t i = 0; i < len; i++)
        buffer_printf(&out, "%s%s %s %s", i ? ", " : "", grades[i].id, grades[i].title, grades[i].target);
    return buffer_take(&out, arena);
}

/* ---- their table in Lua ---- */

static const char *const parts[] = {"id", "title", "target"};

static const char *part_of(const struct rule_grade *grade, size_t part)
{
    return part == 0 ? grade->id : part == 1 ? grade->title : grade->target;
}

static const char *name_of(struct arena *arena, const char *field, size_t number, size_t part)
{
    return arena_printf(arena, "%s." LUA_TEXT_ITEM "%zu.%s", field, number + 1, parts[part]);
}

static size_t count_in(const struct lua_text *text, const char *prefix)
{
    size_t count = 0;
    for (size_t i = 0; i < text->len; i++)
        count += strncmp(text->fields[i].name, prefix, strlen(prefix)) == 0;
    return count;
}

/* Whether a line can say it: nothing is computed, a name has no comma, an id and a parameter no blank. */
static bool is_plain(struct arena *arena, const struct rule_grade *grades, size_t len, const char *line)
{
    struct rule_grade *read;
    size_t count;
    bool plain = rule_grades_read(arena, line, &read, &count, NULL) && count == len;
    for (size_t i = 0; plain && i < len; i++)
        for (size_t part = 0; part < LEN(parts); part++)
            plain = plain && strcmp(part_of(&read[i], part), part_of(&grades[i], part)) == 0;
    return plain;
}

const char *rule_grades_of_lua(struct arena *arena, const struct lua_text *text, const char *field)
{
    struct rule_grade *grades = arena_alloc(arena, (text->len + 1) * sizeof *grades);
    size_t len = 0;
    for (; lua_text_field(text, arena_printf(arena, "%s." LUA_TEXT_ITEM "%zu", field, len + 1)); len++) {
        const char *said[LEN(parts)];
        for (size_t part = 0; part < LEN(parts); part++) {
            const struct lua_text_field *found = lua_text_field(text, name_of(arena, field, len, part));
            if (!found || found->kind != LUA_TEXT_STRING)
                return NULL;
            said[part] = found->text;
        }
        grades[len] = (struct rule_grade){said[0], said[1], said[2]};
    }
    bool more = count_in(text, arena_printf(arena, "%s.", field)) != len * (1 + LEN(parts));
    const char *line = rule_grades_line(arena, grades, len);
    return len && !more && is_plain(arena, grades, len, line) ? line : NULL;
}

/* ---- written ---- */

static const char *written(struct arena *arena, const struct rule_grade *grade)
{
    const char *text = "";
    for (size_t part = 0; part < LEN(parts); part++)
        text = arena_printf(arena, "%s%s%s = %s", text, part ? ", " : "{ ", parts[part], lua_text_quoted(arena, part_of(grade, part), NULL));
    return arena_printf(arena, "%s }", text);
}

/* The item with this value; NULL: it goes. */
static const char *put(struct arena *arena, const char *source, const char *name, const char *value, const char *const *after)
{
    struct lua_text text;
    return lua_text_read(arena, source, "criterion", &text, NULL) ? lua_text_set(arena, &text, name, value, after) : source; /* it was read before */
}

static const char *item(struct arena *arena, const char *field, size_t number)
{
    return arena_printf(arena, "%s." LUA_TEXT_ITEM "%zu", field, number + 1);
}

static const char *insert(struct arena *arena, const char *source, const char *field, size_t number, const struct rule_grade *grade)
{
    const char *after[] = {number ? item(arena, field, number - 1) : NULL, NULL};
    return put(arena, source, arena_printf(arena, "%s." LUA_TEXT_ITEM, field), written(arena, grade), after);
}

/* The parts of one that differ, each in its place. */
static const char *change(struct arena *arena, const char *source, const char *field, size_t number, const struct rule_grade *was, const struct rule_grade *is)
{
    static const char *const none[] = {NULL};
    struct lua_text text;
    for (size_t part = 0; part < LEN(parts); part++) {
        const char *name = name_of(arena, field, number, part);
        if (strcmp(part_of(was, part), part_of(is, part)) == 0 || !lua_text_read(arena, source, "criterion", &text, NULL))
            continue;
        source = lua_text_set(arena, &text, name, lua_text_quoted(arena, part_of(is, part), source + lua_text_field(&text, name)->at), none);
    }
    return source;
}

static size_t find(const struct rule_grade *grades, size_t from, size_t len, const char *id)
{
    while (from < len && strcmp(grades[from].id, id) != 0)
        from++;
    return from;
}

/* Of more or fewer than there were, those whose id is still there stay where they are in that order; the others go. */
static const char *drop(struct arena *arena, const char *source, const char *field, struct rule_grade *now, size_t *len, const struct rule_grade *grades, size_t count)
{
    static const char *const none[] = {NULL};
    size_t kept = 0, place = 0;
    for (size_t i = 0; i < *len; i++) {
        size_t found = find(grades, place, count, now[i].id);
        if (found < count) {
            place = found + 1;
            now[kept++] = now[i];
        } else {
            source = put(arena, source, item(arena, field, kept), NULL, none);
        }
    }
    *len = kept;
    return source;
}

static const char *fit(struct arena *arena, const char *source, const char *field, struct rule_grade *now, size_t *len, const struct rule_grade *grades, size_t count)
{
    source = drop(arena, source, field, now, len, grades, count);
    for (size_t i = 0; i < count; i++) {
        if (i < *len && strcmp(now[i].id, grades[i].id) == 0)
            continue;
        source = insert(arena, source, field, i, &grades[i]);
        memmove(now + i + 1, now + i, (*len - i) * sizeof *now);
        now[i] = grades[i];
        ++*len;
    }
    return source;
}

static const char *whole(struct arena *arena, const struct rule_grade *grades, size_t len)
{
    const char *text = "";
    for (size_t i = 0; i < len; i++)
        text = arena_printf(arena, "%s%s%s", text, i ? ", " : "{ ", written(arena, &grades[i]));
    return arena_printf(arena, "%s }", text);
}

const char *rule_grades_set_lua(struct arena *arena, const struct lua_text *text, const char *field, const char *line, const char *const *after, struct err *err)
{
    struct rule_grade *grades, *before;
    const char *was = lua_text_field(text, field) ? rule_grades_of_lua(arena, text, field) : NULL, *source = text->source;
    size_t len, count = 0;
    if (!rule_grades_read(arena, line, &grades, &len, err))
        return NULL;
    if (!was || !len || !rule_grades_read(arena, was, &before, &count, NULL))
        return lua_text_set(arena, text, field, len ? whole(arena, grades, len) : NULL, after);
    struct rule_grade *now = arena_alloc(arena, (len + count + 1) * sizeof *now);
    memcpy(now, before, count * sizeof *now);
    if (len != count)
        source = fit(arena, source, field, now, &count, grades, len);
    for (size_t i = 0; i < len; i++)
        source = change(arena, source, field, i, &now[i], &grades[i]);
    return source;
}
