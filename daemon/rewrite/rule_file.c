#include "rewrite/rule_file.h"

#include "base/arena.h"
#include "base/err.h"
#include "rewrite/ini_text.h"
#include "rewrite/lua_text.h"
#include "rewrite/rule_example.h"
#include "rewrite/rule_grade.h"
#include "rewrite/rule_list.h"

#include <string.h>

bool rule_file_is_ini(const struct rule_file *file)
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

bool rule_file_read_lua(struct arena *arena, const struct rule_file *file, struct lua_text *ret_text, struct err *err)
{
    return lua_text_read(arena, file->text, "criterion", ret_text, err) || err_prefix(err, "%s", "%s", file->path);
}

/* What a name or a number says without quotes; of another form it is computed: the name of something above. */
static bool is_plain_word(const char *text, enum rule_file_form form)
{
    return form == RULE_FILE_WORD ? rule_example_is_ready(text) : form == RULE_FILE_SUM ? strcmp(text, "true") == 0 : form == RULE_FILE_COUNT && rule_list_is_number(text);
}

static const char *plain_lua(struct arena *arena, const struct lua_text *lua, const struct lua_text_field *found, enum rule_file_form form, bool *ret_plain)
{
    const char *line = NULL;
    if (found->kind == LUA_TEXT_TABLE && form == RULE_FILE_WORDS)
        line = rule_list_of_lua(arena, found->text);
    else if (found->kind == LUA_TEXT_TABLE && form == RULE_FILE_WEIGHTS)
        line = rule_weights_of_lua(arena, lua, found->name);
    else if (found->kind == LUA_TEXT_TABLE && form == RULE_FILE_GRADES)
        line = rule_grades_of_lua(arena, lua, found->name);
    *ret_plain = line || (found->kind == LUA_TEXT_STRING && form != RULE_FILE_WORD && form != RULE_FILE_GRADES) || (found->kind == LUA_TEXT_WORD && is_plain_word(found->text, form));
    return line ? line : found->text;
}

static const char *plain_ini(struct arena *arena, const char *value, enum rule_file_form form)
{
    if (!value)
        return "";
    if (form == RULE_FILE_SUM && strcmp(value, "yes") == 0)
        return "true";
    if (form == RULE_FILE_WORDS)
        return *value ? rule_list_clean(arena, value) : RULE_LIST_NONE;
    return form == RULE_FILE_WEIGHTS || form == RULE_FILE_GRADES ? rule_list_clean(arena, value) : value;
}

static struct rule_file_said said_in_ini(struct arena *arena, const struct rule_file *file, const char *field, enum rule_file_form form)
{
    return (struct rule_file_said){plain_ini(arena, ini_text_get(arena, file->text, section_of(field), key_of(field)), form), true};
}

static struct rule_file_said said_in_lua(struct arena *arena, const struct lua_text *lua, const char *field, enum rule_file_form form)
{
    const struct lua_text_field *found = lua_text_field(lua, field), *table = lua_text_field(lua, section_of(field));
    struct rule_file_said said = {"", field == key_of(field) || (table && table->kind == LUA_TEXT_TABLE)}; /* a measure may be a function */
    if (found)
        said.text = plain_lua(arena, lua, found, form, &said.plain);
    return said;
}

bool rule_file_get(struct arena *arena, const struct rule_file *file, const char *field, const char **ret_text, bool *ret_plain, struct err *err)
{
    const struct rule_file_field *row = rule_file_field(field);
    enum rule_file_form form = row ? row->form : RULE_FILE_STRING;
    struct lua_text lua;
    struct rule_file_said said = {"", true};
    bool ini = rule_file_is_ini(file), read = ini || rule_file_read_lua(arena, file, &lua, err);
    if (read)
        said = ini ? said_in_ini(arena, file, field, form) : said_in_lua(arena, &lua, field, form);
    *ret_text = said.text;
    *ret_plain = said.plain;
    return read;
}

const struct rule_file_said *rule_file_get_all(struct arena *arena, const struct rule_file *file, struct err *err)
{
    struct rule_file_said *said = arena_alloc(arena, rule_file_field_count * sizeof *said);
    struct lua_text lua;
    bool ini = rule_file_is_ini(file);
    if (!ini && !rule_file_read_lua(arena, file, &lua, err))
        return NULL;
    for (size_t i = 0; i < rule_file_field_count; i++) {
        const struct rule_file_field *field = &rule_file_fields[i];
        said[i] = ini ? said_in_ini(arena, file, field->name, field->form) : said_in_lua(arena, &lua, field->name, field->form);
    }
    return said;
}

bool rule_file_is_form(struct arena *arena, const struct rule_file *file)
{
    struct err err = {0};
    const char *text = "";
    bool plain = true, form = rule_file_get(arena, file, "measure.of", &text, &plain, &err) && plain && *text;
    form = form && rule_file_get(arena, file, "measure.sql", &text, &plain, &err) && !*text;
    err_clear(&err);
    return form;
}

/* ---- writing ---- */

static const char *written_lua(struct arena *arena, enum rule_file_form form, const char *text, const char *like)
{
    if (form == RULE_FILE_WORD || (form == RULE_FILE_SUM && strcmp(text, "true") == 0) || (form == RULE_FILE_COUNT && rule_list_is_number(text)))
        return text;
    return form == RULE_FILE_WORDS ? rule_list_lua(arena, text, like) : lua_text_quoted(arena, text, like);
}

static const char *set_lua(struct arena *arena, const struct rule_file *file, const struct rule_file_field *field, const char *text, struct err *err)
{
    const char **after = arena_alloc(arena, (rule_file_field_count + 1) * sizeof *after);
    struct lua_text lua;
    size_t count = 0;
    if (!rule_file_read_lua(arena, file, &lua, err))
        return NULL;
    for (const struct rule_file_field *row = rule_file_fields; row != field; row++)
        if (strcmp(section_of(row->name), section_of(field->name)) == 0)
            after[count++] = row->name;
    if (field->form == RULE_FILE_WEIGHTS)
        return rule_weights_set_lua(arena, &lua, field->name, text, after, err);
    if (field->form == RULE_FILE_GRADES)
        return rule_grades_set_lua(arena, &lua, field->name, text, after, err);
    const struct lua_text_field *found = lua_text_field(&lua, field->name);
    return lua_text_set(arena, &lua, field->name, *text ? written_lua(arena, field->form, text, found ? arena_strndup(arena, lua.source + found->at, found->end - found->at) : NULL) : NULL, after);
}

static const char *set_ini(struct arena *arena, const struct rule_file *file, const struct rule_file_field *field, const char *text, struct err *err)
{
    const char *value = *text ? text : NULL;
    struct rule_grade *grades;
    size_t len;
    if (field->form == RULE_FILE_GRADES && !rule_grades_read(arena, text, &grades, &len, err))
        return NULL;
    if (field->form == RULE_FILE_SUM && strcmp(text, "true") == 0)
        value = "yes";
    else if (field->form == RULE_FILE_WORDS && strcmp(text, RULE_LIST_NONE) == 0)
        value = "";
    const struct ini_text_key key = {key_of(field->name), value};
    if (ini_text_has(file->text, section_of(field->name)))
        return ini_text_set(arena, file->text, section_of(field->name), &key, 1);
    err_set(err, "%s không có mục [%s]", "%s has no section [%s]", file->path, section_of(field->name));
    return NULL;
}

/* ---- a field ---- */

const char *rule_file_set(struct arena *arena, const struct rule_file *file, const struct rule_file_field *field, const char *text, struct err *err)
{
    const char *before;
    bool plain;
    if (!rule_file_get(arena, file, field->name, &before, &plain, err))
        return NULL;
    if (strcmp(before, text) == 0 || ((field->form == RULE_FILE_WORDS || field->form == RULE_FILE_GRADES) && *text && strcmp(before, rule_list_clean(arena, text)) == 0) ||
        (field->form == RULE_FILE_WEIGHTS && *text && *before && rule_weights_same(arena, before, text)))
        return file->text;
    if (!plain) {
        err_set(err, "%s: “%s” do quy tắc tự tính; hãy sửa tệp ở dạng chữ", "%s: “%s” is computed by the rule; edit the file as text", file->path, field->name);
        return NULL;
    }
    if (field->required && !*text) {
        err_set(err, "%s: “%s” không được để trống", "%s: “%s” must not be empty", file->path, field->name);
        return NULL;
    }
    if (field->form == RULE_FILE_WORD && *text && !rule_example_is_ready(text)) {
        err_set(err, "%s: “%s” phải là tên một phép so có sẵn, không phải “%s”", "%s: “%s” must be the name of a ready comparison, not “%s”", file->path, field->name, text);
        return NULL;
    }
    return rule_file_is_ini(file) ? set_ini(arena, file, field, text, err) : set_lua(arena, file, field, text, err);
}

char *rule_file_headed(struct arena *arena, const struct rule_file *file, const char *line)
{
    const char *at = file->text, *sign = rule_file_is_ini(file) ? ";#" : "-";
    while (*at && strchr(sign, *at)) {
        at += strcspn(at, "\n");
        at += *at == '\n';
    }
    char *one = arena_strdup(arena, line); /* what stands behind a line's end would be no comment */
    for (char *end = strpbrk(one, "\r\n"); end; end = strpbrk(end, "\r\n"))
        *end = ' ';
    return arena_printf(arena, "%s %s\n%s", rule_file_is_ini(file) ? "#" : "--", one, at);
}
