/* The words of a filter's SQL, and where its conditions are joined. Internal to the room. */
#ifndef REWRITE_CONDITION_WORD_H
#define REWRITE_CONDITION_WORD_H

#include <stdbool.h>
#include <stddef.h>

/* Of the word, the text in quotes, the sign that begins here; not of a blank. */
size_t condition_word_length(const char *at);
/* The next AND that joins conditions: not within braces, not of BETWEEN. NULL: none. An OR beside it, or a comment, makes one text of all. */
const char *condition_next_and(const char *at, const char *end, bool *ret_or);

#endif
