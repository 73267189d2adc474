/* The fields of a criterion's form that follow from how it counts: which there are the answer says, here they are filled in. Internal to the room. */
#ifndef FORM_RULE_FORM_WORD_H
#define FORM_RULE_FORM_WORD_H

struct arena;
struct value;

/* What stands in a cell; "" for none. */
const char *rule_form_cell(const struct value *form, const char *name);
/* Of [{name …}…] the one of that name; NULL: none. */
const struct value *rule_form_named(const struct value *list, const char *name);
/* [{name, title}…] with what stands there now, though nobody would offer it: what is not changed stays. */
struct value *rule_form_options(struct arena *arena, const struct value *options, const char *now);
/* The parameters as something to pick, each by its title with its name and value of today; the one of a name, null: it is none. */
struct value *rule_form_params(struct arena *arena, const struct value *form, const char *now);
const struct value *rule_form_param(struct arena *arena, const struct value *form, const char *name);
/* Rows of conditions, where.1.field …, with blank ones behind them. */
struct value *rule_form_rows(struct arena *arena, const struct value *form, const char *list);
/* list: sets or adds. The ways with the chosen one marked; the fields of that one. */
struct value *rule_form_ways(struct arena *arena, const struct value *form, const char *list, const char *cell);
struct value *rule_form_fields(struct arena *arena, const struct value *form, const char *list, const char *cell);
/* Those of what a rule says beside its measure (terms of the answer). */
struct value *rule_form_terms(struct arena *arena, const struct value *form);
/* [{number, name, id_at (on the page), title, id, target, wrong_title, wrong_id, wrong_target, blank}…], with blank ones behind them as far as there may be more. */
struct value *rule_form_grades(struct arena *arena, const struct value *form);
/* The field of every measure in whose place the chosen way stands; "" for none. */
const char *rule_form_instead(const struct value *form, const char *list, const char *cell);

#endif
