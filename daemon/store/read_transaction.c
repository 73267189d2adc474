#include "store/read_transaction.h"

#include "store/query.h"

#include <sqlite3.h>
#include <stdbool.h>
#include <time.h>

enum { NAP_NANOSECONDS = 500 * 1000, TRIES = 4000 };

static bool will_pass(int code)
{
    return code == SQLITE_READONLY_RECOVERY || code == SQLITE_READONLY_CANTINIT ||
           (code & 0xff) == SQLITE_BUSY;
}

static int begin_once(sqlite3 *db)
{
    int code = sqlite3_exec(db, query_texts[QUERY_BEGIN_READ], NULL, NULL, NULL);
    if (code == SQLITE_OK)
        code = sqlite3_exec(db, query_texts[QUERY_READ_FIRST], NULL, NULL, NULL);
    return code == SQLITE_OK ? SQLITE_OK : sqlite3_extended_errcode(db);
}

int read_transaction_begin(sqlite3 *db)
{
    const struct timespec nap = {.tv_nsec = NAP_NANOSECONDS};
    int code = begin_once(db);
    for (int i = 0; i < TRIES && will_pass(code); i++) {
        sqlite3_exec(db, query_texts[QUERY_ROLLBACK], NULL, NULL, NULL);
        nanosleep(&nap, NULL);
        code = begin_once(db);
    }
    return code;
}
