/*
 * Rules that run and say nothing: a filter that lets every record or none through, a figure that never moves, examples that tell nothing of the latest
 * target, a parameter that nothing reads; and, as notes, choices that no record has. Looked for in the running contest, on what is there today; each is a
 * sentence with the count that it rests on. Reads only.
 */
#ifndef OUTLOOK_SILENT_RULE_H
#define OUTLOOK_SILENT_RULE_H

struct err;
struct turn;
struct value;

/* [{severity: warning | note, criterion (null: of no one), what: filter_none | filter_all | still | examples | param | choices, name: the parameter or type.field or
 * null, count, text, text_en}…], by criterion, then parameters, then choices. NULL with err. */
struct value *silent_rule_list(struct turn *turn, struct err *err);

#endif
