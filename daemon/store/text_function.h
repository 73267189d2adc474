/*
 * What the base knows of texts, in the SQL of the store's own connections: fold_id, fold_name and search_text (base/text_fold.h),
 * sort_key and sort_name (base/collation.h; blobs). NULL of NULL. In statements only, never in the schema, so that any program can
 * still open the database. Rules' connections have none of them.
 */
#ifndef STORE_TEXT_FUNCTION_H
#define STORE_TEXT_FUNCTION_H

#include <sqlite3.h>

/* An SQLite code. */
int text_function_add(sqlite3 *db);

#endif
