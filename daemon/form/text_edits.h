/* The texts of files that a form carries, of one proposal: the one that its page shows, and those that were edited before it. Reads arguments only. Pure. */
#ifndef FORM_TEXT_EDITS_H
#define FORM_TEXT_EDITS_H

struct arena;
struct value;

/* arguments: change.file, change.text, change.2.file … as they came, NULL: none. {text: of `path`, null when nobody edited it, others: [{file, text,
 * number: the row in which it goes on, from 2}…]}. */
struct value *text_edits(struct arena *arena, const struct value *arguments, const char *path);

#endif
