/* Every row against the log, and the log brought to agree with rows that were made anew. */
#include "store/row_digest.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/value.h"
#include "store/database.h"
#include "store/row_table.h"
#include "store/store.h"

#include <string.h>

/* Of a table that is no longer there the log must say, all in all, that it holds nothing. */
static struct row_table *gone_table(struct row_tables *tables, struct arena *arena, const char *name)
{
    size_t size = tables->len * sizeof *tables->items;
    tables->items = arena_grow(arena, tables->items, size, size + sizeof *tables->items);
    struct row_table *table = &tables->items[tables->len++];
    *table = (struct row_table){.name = arena_strdup(arena, name)};
    return table;
}

/* All tables, their sums as the log has them. */
static bool read_logged(struct store *store, struct arena *arena, struct row_tables *ret_tables, struct err *err)
{
    struct row_tables tables;
    unsigned char written[DIGEST_BYTES];
    int code;
    sqlite3_stmt *stmt = NULL;
    if (!row_table_list(store, arena, &tables, err) || !(stmt = database_query(store, QUERY_DIGEST_LOGGED, err)))
        return false;
    while ((code = sqlite3_step(stmt)) == SQLITE_ROW) {
        const char *name = (const char *)sqlite3_column_text(stmt, 0), *digest = (const char *)sqlite3_column_text(stmt, 1);
        struct row_table *table = row_table_find(&tables, name);
        if (row_table_is_elsewhere(name))
            continue; /* an earlier program noted what was deleted there, and not what was written */
        if (!table)
            table = gone_table(&tables, arena, name);
        if (digest && digest_sum_parse(digest, written))
            digest_add(table->sum, written);
    }
    bool good = code == SQLITE_DONE || database_fail(store, err);
    sqlite3_reset(stmt);
    if (good)
        *ret_tables = tables;
    return good;
}

/* What the rows have more than the log says; 0 when they agree. */
static bool read_excess(struct store *store, const struct row_table *table, unsigned char ret_excess[DIGEST_BYTES],
                        struct err *err)
{
    unsigned char excess[DIGEST_BYTES] = {0};
    if (table->column_count > 0 && !row_table_scan(store, table, excess, err))
        return false;
    digest_subtract(excess, table->sum);
    memcpy(ret_excess, excess, DIGEST_BYTES);
    return true;
}

static bool is_nothing(const unsigned char sum[DIGEST_BYTES])
{
    static const unsigned char nothing[DIGEST_BYTES];
    return memcmp(sum, nothing, DIGEST_BYTES) == 0;
}

bool row_digest_restate(struct store *store, struct arena *arena, struct value *tables, struct err *err)
{
    struct row_tables logged;
    unsigned char excess[DIGEST_BYTES];
    if (!read_logged(store, arena, &logged, err))
        return false;
    for (size_t i = 0; i < logged.len; i++) {
        if (!read_excess(store, &logged.items[i], excess, err))
            return false;
        if (!is_nothing(excess))
            value_set_text(tables, logged.items[i].name, digest_sum_text(arena, excess));
    }
    return true;
}

static bool say_changed(const char *name, struct err *err)
{
    if (strcmp(name, ROW_TABLE_SCHEMA) == 0)
        return err_set(err,
                       "cấu trúc của cơ sở dữ liệu bị sửa hoặc hỏng: không còn khớp với mã băm trong nhật ký; dừng chương "
                       "trình và khôi phục bản sao lưu gần nhất",
                       "the schema of the database was changed or is damaged: it no longer agrees with the hashes in the log; "
                       "stop the program and restore the latest backup");
    return err_set(err,
                   "dữ liệu trong bảng “%s” bị sửa hoặc hỏng: không còn khớp với mã băm trong nhật ký; dừng chương trình và "
                   "khôi phục bản sao lưu gần nhất",
                   "rows of table “%s” were changed or are damaged: they no longer agree with the hashes in the log; stop "
                   "the program and restore the latest backup",
                   name);
}

/* Before the first change nothing is noted, not even the schema. */
static bool read_begun(struct store *store, struct arena *arena, bool *ret_begun, struct err *err)
{
    const struct value *head = store_row(store, arena, err, QUERY_AUDIT_HEAD, "");
    if (head)
        *ret_begun = !value_is_null(head);
    return head != NULL;
}

bool row_digest_check(struct store *store, struct err *err)
{
    struct arena *arena = arena_create();
    struct row_tables logged;
    unsigned char excess[DIGEST_BYTES];
    bool begun = false, good = read_begun(store, arena, &begun, err) && read_logged(store, arena, &logged, err);
    for (size_t i = 0; good && begun && i < logged.len; i++)
        good = read_excess(store, &logged.items[i], excess, err) &&
               (is_nothing(excess) || say_changed(logged.items[i].name, err));
    arena_destroy(arena);
    return good;
}
