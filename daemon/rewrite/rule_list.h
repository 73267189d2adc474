/*
 * What a field of a rule says that is more than one text, as people write it in one line: words parted by commas (“{}”: a list of none), and
 * what each choice is worth (“deed: 1, rescue: 7.2.rescue”). Pure.
 */
#ifndef REWRITE_RULE_LIST_H
#define REWRITE_RULE_LIST_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct err;
struct lua_text;

#define RULE_LIST_NONE "{}"

/* Whether Lua takes it as a whole number, as it stands; anything else stands in quotes. */
bool rule_list_is_number(const char *text);

/* The line with one blank behind each comma. */
const char *rule_list_clean(struct arena *arena, const char *line);
/* Of a table in Lua, as it stands; NULL: something in it is no plain word. */
const char *rule_list_of_lua(struct arena *arena, const char *table);
/* table: of before, whose words stay as they are where they say the same; NULL: none. */
const char *rule_list_lua(struct arena *arena, const char *line, const char *table);

struct rule_weight {
    const char *choice, *worth;
};

/* False: it is not written so, or says one twice. */
bool rule_weights_read(struct arena *arena, const char *line, struct rule_weight **ret_weights, size_t *ret_len);
bool rule_weights_same(struct arena *arena, const char *a, const char *b);
/* Of the table `field` of a rule; NULL: something in it is more than that. */
const char *rule_weights_of_lua(struct arena *arena, const struct lua_text *text, const char *field);
/* The rule's source with each weight in its place: those that stay the same are not touched. `after` as for lua_text_set, of the table. */
const char *rule_weights_set_lua(struct arena *arena, const struct lua_text *text, const char *field, const char *line, const char *const *after, struct err *err);

#endif
