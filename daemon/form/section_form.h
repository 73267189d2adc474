/* A section of a file (`rules text --section`) as its page shows it: a field for each key, rows for further ones, and the same with what was typed. Pure. */
#ifndef FORM_SECTION_FORM_H
#define FORM_SECTION_FORM_H

struct arena;
struct value;

/* met: what the form that was sent met; NULL, or of another form: as the file says. Adds to the section: drop; to each of keys: id, long, wrong
 * (refused_cell.h); rows: [{number, key, value, wrong}…]. */
struct value *section_form(struct arena *arena, const struct value *section, const struct value *met);

#endif
