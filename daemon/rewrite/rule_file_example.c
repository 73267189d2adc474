/* The examples of a criterion's file, tables in Lua and sections of an INI file. */
#include "rewrite/rule_file.h"

#include "base/arena.h"
#include "base/array.h"
#include "rewrite/ini_text.h"
#include "rewrite/lua_text.h"
#include "rewrite/rule_example.h"
#include "rewrite/rule_list.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define EXAMPLE "example "

static const char *set_examples_ini(struct arena *arena, const char *text, const struct rule_examples *examples)
{
    const char *sections = "";
    for (size_t i = 0; i < examples->len; i++) {
        const struct rule_example *example = &examples->items[i];
        const struct ini_text_key keys[] = {{"level", example->level},
                                            {"num", arena_printf(arena, "%" PRId64, example->num)},
                                            {"den", example->share ? arena_printf(arena, "%" PRId64, example->den) : NULL},
                                            {"target", example->target},
                                            {"reported", example->reported ? NULL : "no"},
                                            {"at_end", example->at_end ? "yes" : NULL},
                                            {"verdict", example->verdict}};
        sections = ini_text_add(arena, sections, NULL, arena_printf(arena, EXAMPLE "%zu", i + 1), keys, LEN(keys));
    }
    return ini_text_replace(arena, text, EXAMPLE, sections);
}

const char *rule_file_set_examples(struct arena *arena, const struct rule_file *file, const struct rule_examples *examples, struct err *err)
{
    static const char *const after[] = {"judge", "early", "roll_up", "share_judge", "share_target", "says", "team_says", "member_says", NULL};
    struct lua_text text;
    if (rule_file_is_ini(file))
        return set_examples_ini(arena, file->text, examples);
    return rule_file_read_lua(arena, file, &text, err) ? lua_text_set(arena, &text, "examples", rule_example_lua(arena, examples), after) : NULL;
}

/* ---- one of them ---- */

/* The section of the n-th one (from 1); NULL: there are fewer. */
static const char *section(struct arena *arena, const char *text, size_t number)
{
    for (const char *line = text; *line; line += strcspn(line, "\n"), line += *line == '\n')
        if (strncmp(line, "[" EXAMPLE, strlen("[" EXAMPLE)) == 0 && --number == 0)
            return arena_strndup(arena, line + 1, strcspn(line + 1, "]\n"));
    return NULL;
}

/* Where one is in the file: its section, or the fields of its table. */
struct place {
    struct arena *arena;
    const struct rule_file *file;
    struct lua_text lua;
    const char *name; /* NULL: there is none */
};

static struct place place_of(struct arena *arena, const struct rule_file *file, size_t number)
{
    struct place place = {.arena = arena, .file = file};
    if (rule_file_is_ini(file))
        place.name = section(arena, file->text, number);
    else if (rule_file_read_lua(arena, file, &place.lua, NULL))
        place.name = arena_printf(arena, "examples." LUA_TEXT_ITEM "%zu", number);
    if (!rule_file_is_ini(file) && place.name && !lua_text_field(&place.lua, place.name))
        place.name = NULL;
    return place;
}

static const struct lua_text_field *field_of(const struct place *place, const char *key)
{
    bool figure = strcmp(key, "num") == 0 || strcmp(key, "den") == 0;
    return lua_text_field(&place->lua, arena_printf(place->arena, "%s.%s%s", place->name, figure ? "row." : "", key));
}

/* What it says under a key; NULL: nothing, or it is computed. */
static const char *said(const struct place *place, const char *key)
{
    if (rule_file_is_ini(place->file))
        return ini_text_get(place->arena, place->file->text, place->name, key);
    const struct lua_text_field *field = field_of(place, key);
    return field && (field->kind == LUA_TEXT_STRING || field->kind == LUA_TEXT_WORD) ? field->text : NULL;
}

/* The file's text in which it says that, as it said something else; NULL: nothing more. */
static const char *put(const struct place *place, const char *key, const char *text)
{
    static const char *const none[] = {NULL};
    const struct ini_text_key written = {key, text};
    if (rule_file_is_ini(place->file))
        return ini_text_set(place->arena, place->file->text, place->name, &written, 1);
    const struct lua_text_field *field = field_of(place, key);
    return lua_text_set(place->arena, &place->lua, field->name, text ? lua_text_quoted(place->arena, text, place->lua.source + field->at) : NULL, none);
}

/* ---- what follows ---- */

const char *rule_file_rename_grade(struct arena *arena, const struct rule_file *file, const char *id, const char *to)
{
    struct rule_file now = *file;
    for (size_t number = 1;; number++) {
        const struct place place = place_of(arena, &now, number);
        const char *grade = place.name ? said(&place, "grade") : NULL;
        if (!place.name)
            return now.text;
        if (grade && strcmp(grade, id) == 0)
            now.text = put(&place, "grade", to);
    }
}

/* The verdict by the comparison alone; NULL: it cannot be said. */
static const char *judged(const struct place *place, const struct rule_example_of *of)
{
    const char *level = said(place, "level"), *num = said(place, "num"), *den = said(place, "den"), *target = said(place, "target"), *end = said(place, "at_end");
    bool unit = of->teams && level && strcmp(level, of->level) == 0, share = den && (unit || !of->teams);
    if (!num || !rule_list_is_number(num) || (den && (!rule_list_is_number(den) || strcmp(den, "0") == 0)))
        return NULL;
    return rule_example_verdict(unit ? of->share_judge : of->judge, target ? target : unit ? of->share_target : of->target, strtoll(num, NULL, 10), share ? strtoll(den, NULL, 10) : 0,
                                end && (strcmp(end, "true") == 0 || strcmp(end, "yes") == 0));
}

const char *rule_file_follow_early(struct arena *arena, const struct rule_file *file, const struct rule_example_of *of, const char *early)
{
    struct rule_file now = *file;
    for (size_t number = 1;; number++) {
        const struct place place = place_of(arena, &now, number);
        if (!place.name)
            return now.text;
        const char *reported = said(&place, "reported"), *verdict = said(&place, "verdict");
        bool missing = reported && (strcmp(reported, "false") == 0 || strcmp(reported, "no") == 0);
        const char *by_judge = missing && verdict ? judged(&place, of) : NULL, *is = by_judge && strcmp(by_judge, early) == 0 ? early : "not_reported";
        if (by_judge && strcmp(verdict, is) != 0)
            now.text = put(&place, "verdict", is);
    }
}
