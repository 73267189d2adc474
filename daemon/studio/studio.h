/*
 * The rules as a person reads and changes them on a page: parameters with their dated values, a criterion as a form and as a sentence. What is
 * changed goes by `rules preview` and `rules propose` (described/described_change.h). Reads only. Internal to the room.
 */
#ifndef STUDIO_STUDIO_H
#define STUDIO_STUDIO_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct buffer;
struct conditions;
struct err;
struct field;
struct package;
struct period;
struct record_type;
struct value;

/* [{name, of (the name without a unit), unit (whose it is, null: for all), title, file, kind: percent | number | words | majority, choices, entries: [{from, value, reference, now}…], value (of today, or null), from, reference,
 * used_by: [criterion…]}…] of targets.ini and rates.ini; those of units stand below the one for all. */
struct value *studio_parameters(struct arena *arena, const struct package *package, int32_t today);
/* [{id, title}…] that may have a value of their own on a day or later. */
struct value *studio_units(struct arena *arena, const struct package *package, int32_t today);

/* A criterion as a form, as of a day. NULL with err: there is no such criterion.
 * {criterion, path, text, form: it may be changed by fields, fields: {name: {text, plain}}, cells: {name: text} as `rules propose --change` takes
 * them (described_change.h), cell_list: [{cell, text}…] of those that say something, type, type_title, where, num, otherwise: [{field, how, value, text, title, value_title}…], sentence_vi, sentence_en,
 * and what may be chosen (studio_choice.c), terms: [{name (its cell), field, word, input: choice | list | text, options: [{name, title, title_en…}…]}…] of what is said beside
 * the measure, grades_most: so many grades there may be}. */
struct studio_asked {
    const char *criterion;
    const char *path, *like, *section; /* of studio_text */
    int32_t today;
};
struct value *studio_form(struct arena *arena, const struct package *package, const struct studio_asked *asked, struct err *err);
/*
 * To a form: says: {words: [{tag: “{{ num | so2 }}”, title, title_en, prints: of that result}…], filled: its sentence of that result (null: it is computed, or
 * wrong), wrong, wrong_en, unit, period, period_title, invented}. result: as result_list has it, of that period; NULL: figures are made up, for nothing was run yet.
 */
void studio_put_says(struct arena *arena, struct value *form, const struct value *result, const char *unit, const struct period *period);
/* Its line in the list of all: {criterion, path, title, form, sentence_vi, sentence_en}; null where the form has none. */
struct value *studio_line(struct arena *arena, const struct package *package, const struct studio_asked *asked, struct err *err);

/* types: [{name, title, columns: [{name, title, choices: [{name, title}…]}…], options: {FIELD: [{name, title}…]} of the fields of a measure that name
 * something of it}…], params: [{name, title, value: of today, or null}…], hows: [how…], judges, share_judges: [name…], levels: {ward_vi, ward_en, team_vi, team_en: what they are called},
 * sets, adds: [{name, instead (the field of a measure in whose place it stands, or null), fields: [{name, input: select | list | count | text | conditions | weights}…]}…] the ways to count and what one record adds. */
void studio_known(struct arena *arena, const struct package *package, int32_t today, struct value *form);
struct value *studio_terms(struct arena *arena, const struct value *fields, const struct value *types);

/* [{path, title_vi, title_en (what it is for), criterion (whose it is, or null), of (what that criterion or paper is called, or null), mode (how its text is edited: lua | properties | sql | text; null: it is
 * none), bytes, new: the package has it not, and may; test: it is one of tests/}…] in the order of package/file_kind.def. */
struct value *studio_files(struct arena *arena, const struct package *package);
/* How it is described that it goes (described_change.h): {cell: criterion, document or file; options: [what that cell may say…]}; null: the package has it not. */
const struct value *studio_removes(struct arena *arena, const struct package *package, const char *path);
/* One of them, with text, removes, sections (of a file that has a form a section, null: it has none), section (the one that is asked for, or null) and
 * what may be named; of a new one the text of `like`, or none. NULL with err: it is no text, or there is no use for such a file. */
struct value *studio_text(struct arena *arena, const struct package *package, const struct studio_asked *asked, struct err *err);
const char *studio_mode(const char *path); /* of a file of that path */
/* [{name, title…}…] of those files whose keys are known (package/section_key.def); NULL: it is none. */
struct value *studio_sections(struct arena *arena, const char *path, const char *text);
/* {name, new, keys: [{name, title, title_en (null: nobody knows it), value, choices: [word…], offered: [word…]}…], more: the same of those that it may have besides}. */
struct value *studio_section(struct arena *arena, const struct package *package, const char *path, const char *text, const char *section);

/* What of a form is said in one sentence: “Đếm … có … trong kỳ, chỉ tính khi …”. */
struct studio_measure {
    const struct package *package;
    const struct record_type *type;
    const struct value *fields; /* of the form */
    const char *set, *add;      /* how it counts, what one record adds (the form's cells) */
    int32_t today;              /* on which targets are said */
    const struct conditions *where, *num, *otherwise;
    bool english;
};
const char *studio_sentence(struct arena *arena, const struct studio_measure *measure);
const char *studio_sentence_uses(struct arena *arena, const struct studio_measure *measure); /* of one that is made of other criteria */
const char *studio_says(const struct studio_measure *measure, const char *field); /* of one of its fields; "" where it says none */
bool studio_says_teams(const struct studio_measure *measure, const char *field); /* it names the level of teams */
/* Its parts: what is counted, up to its days; what a record adds and what that is out of (studio_word.c); conditions (studio_condition.c). */
void studio_put_set(struct arena *arena, struct buffer *out, const struct studio_measure *measure);
void studio_put_add(struct arena *arena, struct buffer *out, const struct studio_measure *measure);
void studio_put_conditions(struct arena *arena, struct buffer *out, const struct studio_measure *measure, const struct conditions *conditions);
void studio_put_terms(struct arena *arena, struct buffer *out, const struct studio_measure *measure);

/* A field's title with a small letter; the words of choices parted by commas; what was given where there are none. */
const char *studio_field_title(struct arena *arena, const struct record_type *type, const char *name);
/* As a form writes a condition's value: numbers of a decimal field with a comma, several parted by “; ”. */
const char *studio_value_shown(struct arena *arena, const struct field *field, const char *value);
const char *studio_value_title(struct arena *arena, const struct record_type *type, const char *field, const char *value);
/* A parameter's value of today; NULL: it has none. */
const char *studio_parameter_value(struct arena *arena, const struct studio_measure *measure, const char *name);

/* The ready comparisons by their names; shares: those alone. */
struct value *studio_judges(struct arena *arena, bool shares);

#endif
