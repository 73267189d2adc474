/* When a person logged in before, so that their first page can say what changed since. login.c writes it down with each session that begins. */
#ifndef LOGIN_LOGIN_ENTERED_H
#define LOGIN_LOGIN_ENTERED_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct err;
struct login;

/* The instant by the daemon's clock of the person's log-in before the last one; 0: there was none. Blocks. */
bool login_entered_before(struct login *login, struct arena *arena, const char *person, int64_t *ret_at, struct err *err);

#endif
