#include "login/login_entered.h"

#include "base/value.h"
#include "login/login_internal.h"
#include "store/store.h"

bool login_entered_before(struct login *login, struct arena *arena, const char *person, int64_t *ret_at, struct err *err)
{
    const struct value *row = NULL;
    bool good = login_begin(login, err) &&
                login_end(login, (row = store_row(login->store, arena, err, QUERY_SECRET_ENTERED_BEFORE, "t", person)) != NULL, err);
    *ret_at = value_get_int(row, "entered_before", 0);
    return good;
}
