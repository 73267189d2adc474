/* The text of a token with which a program asks (Authorization: Bearer …), and the hash by which it is known. Nothing keeps the text. */
#ifndef PERSON_TOKEN_H
#define PERSON_TOKEN_H

struct arena;

/* 32 random bytes behind a word by which a leaked one is found: "thidua_…". */
char *token_make(struct arena *arena);
char *token_hash(struct arena *arena, const char *token);

#endif
