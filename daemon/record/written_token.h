/*
 * A cell's text in pieces, for the readers of what people write as days, times and months: numbers, words without marks and in
 * small letters, signs. Means nothing by itself.
 */
#ifndef RECORD_WRITTEN_TOKEN_H
#define RECORD_WRITTEN_TOKEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

enum { WRITTEN_TOKENS_MAX = 24, WRITTEN_DIGITS_MAX = 9 };

enum written_token_kind { WRITTEN_END, WRITTEN_NUMBER, WRITTEN_WORD, WRITTEN_SIGN };

struct written_token {
    enum written_token_kind kind;
    int number, digits;
    const char *word; /* of a sign its one character */
};

struct written_tokens {
    struct written_token items[WRITTEN_TOKENS_MAX + 1];
    size_t at; /* the one that is looked at */
};

/* How a text was understood, in words for a person: static, or of the arena. */
struct written_how {
    const char *vi, *en;
};

/* False for more than WRITTEN_TOKENS_MAX, for a number of more digits than any of a date, and for raised digits. */
bool written_tokens_read(struct written_tokens *ret_tokens, struct arena *arena, const char *text);
const struct written_token *written_token_at(const struct written_tokens *tokens); /* the end again and again */
/* Takes a number of so many digits; the sign or word when it is there. */
bool written_token_number(struct written_tokens *tokens, int least, int most, struct written_token *ret_number);
bool written_token_take(struct written_tokens *tokens, const char *word);
/* Takes one of the words or signs; which: its place in the list that ends with NULL, -1 for none. */
int written_token_any(struct written_tokens *tokens, const char *const *words);

#endif
