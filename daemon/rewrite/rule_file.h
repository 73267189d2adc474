/*
 * A criterion's file, in Lua or INI, as the fields that a person may change in a form: each as a text, whether it may be changed here, and
 * the file with another text in its place. One table says which fields there are and how each is written. Pure.
 */
#ifndef REWRITE_RULE_FILE_H
#define REWRITE_RULE_FILE_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct err;
struct lua_text;
struct rule_example_of;
struct rule_examples;

enum rule_file_form {
    RULE_FILE_STRING,  /* a text */
    RULE_FILE_WORD,    /* a ready comparison's name */
    RULE_FILE_WORDS,   /* words parted by commas (rule_list.h) */
    RULE_FILE_SUM,     /* SQL, or “true”: each record 1 */
    RULE_FILE_COUNT,   /* a whole number, or a parameter's name */
    RULE_FILE_WEIGHTS, /* what each choice is worth (rule_list.h) */
    RULE_FILE_GRADES,  /* further thresholds (rule_grade.h) */
};

struct rule_file_field {
    const char *name; /* title, measure.where */
    enum rule_file_form form;
    bool required;
};
extern const struct rule_file_field rule_file_fields[];
extern const size_t rule_file_field_count;
const struct rule_file_field *rule_file_field(const char *name); /* NULL: none of them */
/* What a form calls it: its name, unless that says something else there. */
const char *rule_file_cell(const struct rule_file_field *field);
const struct rule_file_field *rule_file_field_of_cell(const char *cell); /* NULL: of none */
/* Why a key of a criterion is on no form, as the end of a sentence; false: it is on one, or there is no such key. */
bool rule_file_apart(const char *name, const char **ret_vi, const char **ret_en);
enum { RULE_FILE_BELOW_FIELDS = 4 };
extern const char *const rule_file_below_fields[RULE_FILE_BELOW_FIELDS]; /* of those, what only a rule of teams or members has a use for */
/* The field with the sentence of one team or member; NULL: the subject is neither. `teams`: what the contest calls their level. */
const char *rule_file_says_below(const char *teams, const char *subject);
bool rule_file_uses_below(const char *teams, const char *subject, const char *field); /* whether a rule of the subject has a use for the field of those below */

struct rule_file {
    const char *path, *text; /* criteria/1.1.lua */
};

bool rule_file_is_ini(const struct rule_file *file);
/* Of one that is not. False with err: there is no table that can be read. */
bool rule_file_read_lua(struct arena *arena, const struct rule_file *file, struct lua_text *ret_text, struct err *err);
/* What the field says; "" when the file has none. *ret_plain false: it is computed there, the text is how. False with err: the file cannot be
 * read as a table. */
bool rule_file_get(struct arena *arena, const struct rule_file *file, const char *field, const char **ret_text, bool *ret_plain, struct err *err);
struct rule_file_said {
    const char *text;
    bool plain;
};
/* The same of each of rule_file_fields, the file read once; NULL with err: it cannot be read. */
const struct rule_file_said *rule_file_get_all(struct arena *arena, const struct rule_file *file, struct err *err);
/* The file's text in which the field says this; "" takes it out. The very text when it says so already. NULL with err. */
const char *rule_file_set(struct arena *arena, const struct rule_file *file, const struct rule_file_field *field, const char *text, struct err *err);
/* Other examples in the place of all that there are, with the comments among them: a table in Lua, sections of an INI file. */
const char *rule_file_set_examples(struct arena *arena, const struct rule_file *file, const struct rule_examples *examples, struct err *err);
/* Its examples with another grade (its id) where they name this one; NULL: without it, and all else that they say stays. */
const char *rule_file_rename_grade(struct arena *arena, const struct rule_file *file, const char *id, const char *to);
/* Its examples of returns that are missing, where this verdict stands early; "": none does. Their figures stay. */
const char *rule_file_follow_early(struct arena *arena, const struct rule_file *file, const struct rule_example_of *of, const char *early);
/* Whether the measure is declared, in words: no SQL of its own. */
bool rule_file_is_form(struct arena *arena, const struct rule_file *file);
/* Its comment at the top replaced by this line. */
char *rule_file_headed(struct arena *arena, const struct rule_file *file, const char *line);

#endif
