#include "rewrite/rule_file.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/err.h"
#include "base/text.h"
#include "rewrite/ini_text.h"
#include "rewrite/lua_text.h"

#include <string.h>

/* In the order in which they stand in a file: a new one comes behind the nearest one before it. */
const struct rule_file_field rule_file_fields[] = {
    {"title", RULE_FILE_STRING, true},
    {"subject", RULE_FILE_STRING, true},
    {"reports", RULE_FILE_WORDS, false},
    {"target", RULE_FILE_STRING, true},
    {"counts", RULE_FILE_STRING, true},
    {"uses", RULE_FILE_WORDS, false},
    {"measure.of", RULE_FILE_STRING, true},
    {"measure.date", RULE_FILE_STRING, true},
    {"measure.window", RULE_FILE_STRING, false},
    {"measure.where", RULE_FILE_SUM, false},
    {"measure.num", RULE_FILE_SUM, false},
    {"measure.den", RULE_FILE_SUM, false},
    {"judge", RULE_FILE_WORD, true},
    {"early", RULE_FILE_STRING, false},
    {"roll_up", RULE_FILE_STRING, false},
    {"says", RULE_FILE_STRING, true},
};
const size_t rule_file_field_count = LEN(rule_file_fields);

const struct rule_file_field *rule_file_field(const char *name)
{
    for (size_t i = 0; i < LEN(rule_file_fields); i++)
        if (strcmp(rule_file_fields[i].name, name) == 0)
            return &rule_file_fields[i];
    return NULL;
}

static bool is_ini(const struct rule_file *file)
{
    size_t len = strlen(file->path);
    return len > 4 && strcmp(file->path + len - 4, ".ini") == 0;
}

/* measure.where is the key where of [measure]; title is of [criterion]. */
static const char *section_of(const char *name)
{
    return strncmp(name, "measure.", 8) == 0 ? "measure" : "criterion";
}

static const char *key_of(const char *name)
{
    return strncmp(name, "measure.", 8) == 0 ? name + 8 : name;
}

/* ---- reading ---- */

static bool read_lua(struct arena *arena, const struct rule_file *file, struct lua_text *ret_text, struct err *err)
{
    return lua_text_read(arena, file->text, "criterion", ret_text, err) || err_prefix(err, "%s", "%s", file->path);
}

/* { "tip", "incident" } as “tip, incident”; NULL: something in it is no plain word. */
static const char *words_of(struct arena *arena, const char *table)
{
    struct buffer out = {0};
    for (const char *at = table + 1; *at && *at != '}';) {
        size_t blank = strspn(at, " \t\r\n,");
        at += blank;
        if (*at == '}' || !*at)
            break;
        const char *end = *at == '"' ? strchr(at + 1, '"') : NULL;
        if (!end) {
            buffer_finish(&out);
            return NULL;
        }
        buffer_printf(&out, "%s%.*s", out.len ? ", " : "", (int)(end - at - 1), at + 1);
        at = end + 1;
    }
    return buffer_take(&out, arena);
}

static const char *plain_lua(struct arena *arena, const struct lua_text_field *found, enum rule_file_form form, bool *ret_plain)
{
    const char *words = form == RULE_FILE_WORDS && found->kind == LUA_TEXT_TABLE ? words_of(arena, found->text) : NULL;
    *ret_plain = words || found->kind == LUA_TEXT_STRING || found->kind == LUA_TEXT_WORD;
    return words ? words : found->text;
}

bool rule_file_get(struct arena *arena, const struct rule_file *file, const char *field, const char **ret_text, bool *ret_plain, struct err *err)
{
    const struct rule_file_field *row = rule_file_field(field);
    struct lua_text lua;
    *ret_plain = true;
    *ret_text = "";
    if (is_ini(file)) {
        const char *value = ini_text_get(arena, file->text, section_of(field), key_of(field));
        *ret_text = !value ? "" : row && row->form == RULE_FILE_SUM && strcmp(value, "yes") == 0 ? "true" : value;
        return true;
    }
    if (!read_lua(arena, file, &lua, err))
        return false;
    const struct lua_text_field *found = lua_text_field(&lua, field);
    if (found)
        *ret_text = plain_lua(arena, found, row ? row->form : RULE_FILE_STRING, ret_plain);
    return true;
}

bool rule_file_is_form(struct arena *arena, const struct rule_file *file)
{
    static const char *const more[] = {"measure.sql", "measure.latest", "measure.each", "measure.distinct", "measure.within", "measure.points"};
    struct err err = {0};
    const char *text = "";
    bool plain = true, form = rule_file_get(arena, file, "measure.of", &text, &plain, &err) && plain && *text;
    for (size_t i = 0; form && i < LEN(more); i++)
        form = rule_file_get(arena, file, more[i], &text, &plain, &err) && !*text;
    err_clear(&err);
    return form;
}

/* ---- writing ---- */

static char *written_lua(struct arena *arena, enum rule_file_form form, const char *text)
{
    struct buffer out = {0};
    size_t len;
    if (form == RULE_FILE_WORD || (form == RULE_FILE_SUM && strcmp(text, "true") == 0))
        return arena_strdup(arena, text);
    if (form != RULE_FILE_WORDS)
        return lua_text_quoted(arena, text);
    const char *const *words = text_split(arena, text, &len);
    for (size_t i = 0; i < len; i++)
        buffer_printf(&out, "%s%s", i ? ", " : "{ ", lua_text_quoted(arena, words[i]));
    buffer_puts(&out, len ? " }" : "{}");
    return buffer_take(&out, arena);
}

static const char *set_lua(struct arena *arena, const struct rule_file *file, const struct rule_file_field *field, const char *text, struct err *err)
{
    const char *after[LEN(rule_file_fields) + 1] = {0};
    struct lua_text lua;
    size_t count = 0;
    if (!read_lua(arena, file, &lua, err))
        return NULL;
    for (const struct rule_file_field *row = rule_file_fields; row != field; row++)
        if (strcmp(section_of(row->name), section_of(field->name)) == 0)
            after[count++] = row->name;
    return lua_text_set(arena, &lua, field->name, *text ? written_lua(arena, field->form, text) : NULL, after);
}

static const char *set_ini(struct arena *arena, const struct rule_file *file, const struct rule_file_field *field, const char *text, struct err *err)
{
    const struct ini_text_key key = {key_of(field->name), !*text ? NULL : field->form == RULE_FILE_SUM && strcmp(text, "true") == 0 ? "yes" : text};
    if (ini_text_has(file->text, section_of(field->name)))
        return ini_text_set(arena, file->text, section_of(field->name), &key, 1);
    err_set(err, "%s không có mục [%s]", "%s has no section [%s]", file->path, section_of(field->name));
    return NULL;
}

const char *rule_file_set_table(struct arena *arena, const struct rule_file *file, const char *field, const char *lua, struct err *err)
{
    static const char *const after[] = {"judge", "early", "says", NULL};
    struct lua_text text;
    if (is_ini(file))
        return file->text;
    return read_lua(arena, file, &text, err) ? lua_text_set(arena, &text, field, lua, after) : NULL;
}

/* What is put in as a name is no more than that: it goes into the file as it is. */
static bool is_word(const char *text)
{
    return strlen(text) == strspn(text, "abcdefghijklmnopqrstuvwxyz_");
}

const char *rule_file_set(struct arena *arena, const struct rule_file *file, const struct rule_file_field *field, const char *text, struct err *err)
{
    const char *before;
    bool plain;
    if (!rule_file_get(arena, file, field->name, &before, &plain, err))
        return NULL;
    if (strcmp(before, text) == 0)
        return file->text;
    if (!plain) {
        err_set(err, "%s: “%s” do quy tắc tự tính; hãy sửa tệp ở dạng chữ", "%s: “%s” is computed by the rule; edit the file as text", file->path, field->name);
        return NULL;
    }
    if (field->required && !*text) {
        err_set(err, "%s: “%s” không được để trống", "%s: “%s” must not be empty", file->path, field->name);
        return NULL;
    }
    if (field->form == RULE_FILE_WORD && !is_word(text)) {
        err_set(err, "%s: “%s” phải là tên một phép so có sẵn, không phải “%s”", "%s: “%s” must be the name of a ready comparison, not “%s”", file->path, field->name, text);
        return NULL;
    }
    return is_ini(file) ? set_ini(arena, file, field, text, err) : set_lua(arena, file, field, text, err);
}

char *rule_file_headed(struct arena *arena, const struct rule_file *file, const char *line)
{
    const char *at = file->text, *sign = is_ini(file) ? ";#" : "-";
    while (*at && strchr(sign, *at)) {
        at += strcspn(at, "\n");
        at += *at == '\n';
    }
    char *one = arena_strdup(arena, line); /* what stands behind a line's end would be no comment */
    for (char *end = strpbrk(one, "\r\n"); end; end = strpbrk(end, "\r\n"))
        *end = ' ';
    return arena_printf(arena, "%s %s\n%s", is_ini(file) ? "#" : "--", one, at);
}
