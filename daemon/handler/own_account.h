/* What commands about somebody's own account share: whose it is, what was typed unseen, the row of the log before it is so. */
#ifndef HANDLER_OWN_ACCOUNT_H
#define HANDLER_OWN_ACCOUNT_H

#include "command/perform.h"

#include <stdbool.h>

struct err;

/* Of whom the command is: the person it names, or who asks. NULL with err: neither, or it is somebody else's and no administrator asks. */
const char *own_account_person(const struct command_call *call, struct err *err);
bool own_account_is_own(const struct command_call *call, const char *person);
bool own_account_is_administrator(const struct command_call *call);
/* What was typed where nobody sees it: it comes beside the arguments, as a file does. NULL: nothing came. */
const char *own_account_secret(const struct command_call *call, const char *name);
/* The log says it before it is so: what proves who somebody is never changes, and nobody's session ends by somebody else, without a row of it. */
bool own_account_note(struct command_call *call, const char *person, struct err *err);
/* In a browser that was left open anybody sits down: only who knows the password goes on. Elsewhere the kernel says who it is. */
bool own_account_prove(struct command_call *call, const char *person, const char *password, struct err *err);
/* Where a person (NULL: anybody) is logged in: [{number, name, made_at, idle, address, agent, second, own}…]. */
struct value *own_account_sessions(struct command_call *call, const char *person);

#endif
