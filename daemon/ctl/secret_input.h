/* Passwords and codes that a person types: from standard input, a line each, without showing them where that is a terminal. */
#ifndef CTL_SECRET_INPUT_H
#define CTL_SECRET_INPUT_H

#include <stdbool.h>

struct arena;
struct err;

/* The next line, without its end. prompt: what it is, for people; twice: on a terminal it is asked for again. */
bool secret_input_read(struct arena *arena, const char *prompt, bool twice, const char **ret_secret, struct err *err);

#endif
