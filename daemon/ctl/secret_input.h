/* A password that a person types: from standard input, without showing it where that is a terminal. */
#ifndef CTL_SECRET_INPUT_H
#define CTL_SECRET_INPUT_H

#include <stdbool.h>

struct arena;
struct err;

/* The first line, without its end. */
bool secret_input_read(struct arena *arena, bool english, const char **ret_secret, struct err *err);

#endif
