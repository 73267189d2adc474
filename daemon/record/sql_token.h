/*
 * The text of SQL cut into tokens as SQLite cuts it: words, quoted names, texts, numbers, parameters, signs. Comments
 * and blanks are left out. Knows no grammar; what it cannot cut (an open quote) ends the list.
 */
#ifndef RECORD_SQL_TOKEN_H
#define RECORD_SQL_TOKEN_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

enum sql_token_kind {
    SQL_END,
    SQL_WORD,      /* a name or a keyword */
    SQL_NAME,      /* a name in "…", `…` or […] */
    SQL_TEXT,      /* '…' */
    SQL_NUMBER,    /* 1, 0.5, 1e3, 0x1F */
    SQL_PARAMETER, /* :last */
    SQL_SIGN,      /* one or two characters: ( , = <> || */
};

struct sql_token {
    enum sql_token_kind kind;
    const char *text; /* without its quotes, a doubled quote as one */
    int line;         /* 1-based in the text */
};

struct sql_tokens {
    struct sql_token *items; /* the last one is SQL_END */
    size_t len;              /* without it */
};

struct sql_tokens sql_tokens_of(struct arena *arena, const char *text);
/* Whether it is this keyword, in any letter case, or this sign. */
bool sql_token_is(const struct sql_token *token, const char *word);

#endif
