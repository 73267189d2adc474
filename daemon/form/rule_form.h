/*
 * A criterion's form (`rules form`) as its page shows it: rows of conditions with blank ones behind them, the fields of the record type that is
 * counted, words for choices; and the same with what somebody typed. Reads answers only. Pure.
 */
#ifndef FORM_RULE_FORM_H
#define FORM_RULE_FORM_H

struct arena;
struct value;

/* where, num with two blank rows behind them, how_words, judge_words; of a new one without its title. */
struct value *rule_form(struct arena *arena, const struct value *rule);
struct value *rule_form_copy(struct arena *arena, const struct value *rule);
/* With what was typed instead: met has the arguments of the command that was asked. */
struct value *rule_form_fill(struct arena *arena, const struct value *rule, const struct value *met);

#endif
