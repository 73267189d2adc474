/*
 * fold_id and fold_name in the SQL of the store's own connections: base/text_fold.h, NULL of NULL. In statements only, never in
 * the schema, so that any program can still open the database. Rules' connections have neither.
 */
#ifndef STORE_FOLD_FUNCTION_H
#define STORE_FOLD_FUNCTION_H

#include <sqlite3.h>

/* An SQLite code. */
int fold_function_add(sqlite3 *db);

#endif
