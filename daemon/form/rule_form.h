/*
 * A criterion's form (`rules form`) as its page shows it: its cells in fields, rows of conditions with blank ones behind them, what may be picked in
 * each; and the same with what somebody typed. Reads answers only. Pure.
 */
#ifndef FORM_RULE_FORM_H
#define FORM_RULE_FORM_H

struct arena;
struct value;

/*
 * cells: {name: text} of all fields, "" for none; where, num, otherwise: rows with two blank ones behind them; columns, options of the type that is
 * counted; of a row picks: the choices that its value is picked from, choices: those that are offered beside a typed one; days: those of its date; choices, of set and add: [{cell, label, ways: [{name, label, chosen}…], fields of the chosen one: [{name, id, label, input, value, options,
 * parts: [{name, id, title, value, number}…], rows}…]}…] (rule_form_word.h); wrong: {field: [{vi, en}…]} what was refused of each; terms: fields like those
 * of a way; grades: rows (rule_form_word.h); copied: of a new one; num_said: conditions | column | word; den_said: select | text | word; how_words,
 * judge_words; targets, share_targets: parameters to pick; param of a field or grade: the parameter that it names, or null; of a new one without its title. One that is no form has judge_words alone, and its section (section_form.h).
 */
struct value *rule_form(struct arena *arena, const struct value *rule);
struct value *rule_form_copy(struct arena *arena, const struct value *rule);
/* With what was typed instead: met has the arguments of the command that was asked. */
struct value *rule_form_fill(struct arena *arena, const struct value *rule, const struct value *met);

#endif
