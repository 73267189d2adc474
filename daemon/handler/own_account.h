/* What commands about somebody's own account share: whose it is, what was typed unseen, the row of the log before it is so. */
#ifndef HANDLER_OWN_ACCOUNT_H
#define HANDLER_OWN_ACCOUNT_H

#include "command/perform.h"
#include "login/login.h"
#include "store/change.h"

#include <stdbool.h>

struct err;

/* Of whom the command is: the person it names, or who asks. NULL with err: neither, or it is somebody else's and no administrator asks. */
const char *own_account_person(const struct command_call *call, struct err *err);
bool own_account_is_own(const struct command_call *call, const char *person);
bool own_account_is_administrator(const struct command_call *call);
/* What was typed where nobody sees it: it comes beside the arguments, as a file does. NULL: nothing came. */
const char *own_account_secret(const struct command_call *call, const char *name);
/* The log's row of a change of what proves who somebody is, or of somebody else's sessions: begun before the change is asked for, committed in the
 * middle of it by login/ (login.h, struct login_log), so that neither file says what the other one does not. */
struct own_account_log {
    struct login_log log; /* for login/ */
    struct change change;
    const struct value *detail;
};
bool own_account_log_begin(struct own_account_log *log, struct command_call *call, const char *person, struct err *err);
/* Harmless after the commit. Returns good. */
bool own_account_log_end(struct own_account_log *log, bool good);
/* The reset of a second factor that one administrator asked for and that waits for another. */
struct own_account_reset {
    const char *asker; /* an actor; NULL: nobody asked, or too long ago */
    int64_t until;     /* instant; with asker */
};
bool own_account_reset_asked(struct command_call *call, const char *person, struct own_account_reset *ret_reset, struct err *err);
/* In a browser that was left open anybody sits down: only who knows the password goes on. Elsewhere the kernel says who it is. */
bool own_account_prove(struct command_call *call, const char *person, const char *password, struct err *err);
/* Where a person (NULL: anybody) is logged in: [{number, name, made_at, idle, address, agent, second, own}…]. */
struct value *own_account_sessions(struct command_call *call, const char *person);

#endif
