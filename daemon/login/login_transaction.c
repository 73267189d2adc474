/* Transactions on accounts.db, one at a time. */
#include "login/login.h"

#include "base/clock.h"
#include "base/memory.h"
#include "login/login_internal.h"
#include "login/signing_key.h"
#include "store/store.h"
#include "store/store_open.h"

const struct signing_key *signing_key_of(const struct login *login)
{
    return &login->key;
}

bool login_admit_stranger(struct login *login, const char *address)
{
    return throttle_admit(&login->strangers, address ? address : "", clock_since_boot());
}

struct sessions *login_sessions(struct login *login)
{
    return login->sessions;
}

static void release(struct memory_held *held)
{
    struct login *login = (struct login *)held;
    store_abandon(login->store);
    pthread_mutex_unlock(&login->lock);
}

bool login_enter(struct login *login, struct err *err)
{
    pthread_mutex_lock(&login->lock);
    memory_hold(&login->held, release);
    if (store_revive(login->store, err))
        return true;
    login_leave(login);
    return false;
}

bool login_begin(struct login *login, struct err *err)
{
    if (!login_enter(login, err))
        return false;
    if (store_write_begin(login->store, err))
        return true;
    login_leave(login);
    return false;
}

bool login_commit(struct login *login, bool good, struct err *err)
{
    good = good && store_write_commit(login->store, err);
    if (!good)
        store_write_cancel(login->store);
    return good;
}

void login_leave(struct login *login)
{
    memory_let_go(&login->held);
    pthread_mutex_unlock(&login->lock);
}

bool login_end(struct login *login, bool good, struct err *err)
{
    good = login_commit(login, good, err);
    login_leave(login);
    return good;
}
