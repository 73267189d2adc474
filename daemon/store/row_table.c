/* Which tables have hashes of their rows, and a row and a table as a hash. */
#include "store/row_table.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/err.h"
#include "base/memory.h"
#include "base/value.h"
#include "store/database.h"
#include "store/store.h"

#include <stdint.h>
#include <string.h>

/* What bears a hash elsewhere. Whatever is not listed is covered, a table that a later version adds too. */
static const struct {
    const char *table;  /* a prefix when it ends in "_" */
    const char *column; /* NULL: the whole table */
} elsewhere[] = {
    {"audit", NULL},      /* the chain: change.h */
    {"record_", NULL},    /* record_digest.h */
    {"history_", NULL},   /* the same */
    {"listing", NULL},    /* keys that follow from the records: listing.h */
    {"listing_", NULL},   /* the same */
    {"live", NULL},       /* no runs, replaced without a change; follow from the records: run/live.h */
    {"live_result", NULL}, /* the same */
    {"unsent", NULL},     /* what somebody typed and did not send: kept without a change, decides nothing (entry/entry_unsent.h) */
    {"clock_mark", NULL}, /* written every few minutes without a change; decides nothing that a person is not asked about */
    {"content", "bytes"}, /* its key is its hash: integrity.h */
};

static bool is_elsewhere(const char *table, const char *column)
{
    for (size_t i = 0; i < LEN(elsewhere); i++) {
        size_t len = strlen(elsewhere[i].table);
        bool same = elsewhere[i].table[len - 1] == '_' ? strncmp(table, elsewhere[i].table, len) == 0
                                                      : strcmp(table, elsewhere[i].table) == 0;
        if (same && (!elsewhere[i].column || (column && strcmp(column, elsewhere[i].column) == 0)))
            return true;
    }
    return false;
}

bool row_table_is_elsewhere(const char *name)
{
    return is_elsewhere(name, NULL);
}

static const char *const schema_columns[] = {"type", "name", "tbl_name", "sql"};

bool row_table_list(struct store *store, struct arena *arena, struct row_tables *ret_tables, struct err *err)
{
    const struct value *rows = store_rows(store, arena, err, QUERY_DIGEST_COLUMNS, "");
    if (!rows)
        return false;
    struct row_tables tables = {.items = arena_alloc(arena, (value_len(rows) + 1) * sizeof(struct row_table))};
    struct row_table *table = NULL;
    for (size_t i = 0; i < value_len(rows); i++) {
        const char *name = value_get_text(value_at(rows, i), "table", ""),
                   *column = value_get_text(value_at(rows, i), "column", "");
        if (is_elsewhere(name, NULL))
            continue;
        if (!table || strcmp(table->name, name) != 0) {
            table = &tables.items[tables.len++];
            table->name = name;
            table->columns = arena_alloc(arena, (value_len(rows) - i) * sizeof(char *));
        }
        table->columns[table->column_count++] = is_elsewhere(name, column) ? NULL : column;
    }
    tables.items[tables.len++] = (struct row_table){.name = ROW_TABLE_SCHEMA,
                                                    .columns = arena_grow(arena, schema_columns, sizeof schema_columns,
                                                                          sizeof schema_columns),
                                                    .column_count = LEN(schema_columns)};
    *ret_tables = tables;
    return true;
}

struct row_table *row_table_find(const struct row_tables *tables, const char *name)
{
    for (size_t i = 0; i < tables->len; i++)
        if (strcmp(tables->items[i].name, name) == 0)
            return &tables->items[i];
    return NULL;
}

/* Eight bytes, the lowest first, on every machine. */
static void put_number(struct buffer *row, char type, uint64_t number)
{
    unsigned char bytes[9] = {(unsigned char)type};
    for (size_t i = 1; i < sizeof bytes; i++, number >>= 8)
        bytes[i] = (unsigned char)number;
    buffer_add(row, bytes, sizeof bytes);
}

void row_table_put(struct buffer *row, const char *column, sqlite3_value *value)
{
    int type = sqlite3_value_type(value);
    uint64_t bits;
    if (type == SQLITE_NULL)
        return;
    buffer_add(row, column, strlen(column) + 1);
    if (type == SQLITE_INTEGER) {
        put_number(row, 'i', (uint64_t)sqlite3_value_int64(value));
    } else if (type == SQLITE_FLOAT) {
        double real = sqlite3_value_double(value);
        memcpy(&bits, &real, sizeof bits);
        put_number(row, 'r', bits);
    } else {
        const void *bytes = type == SQLITE_TEXT ? sqlite3_value_text(value) : sqlite3_value_blob(value);
        size_t len = (size_t)sqlite3_value_bytes(value);
        if (!bytes && len > 0)
            memory_out();
        put_number(row, type == SQLITE_TEXT ? 't' : 'b', len);
        buffer_add(row, bytes ? bytes : "", len);
    }
}

static char *select_all(struct arena *arena, const struct row_table *table)
{
    struct buffer sql = {0};
    if (strcmp(table->name, ROW_TABLE_SCHEMA) == 0)
        return arena_strdup(arena, query_texts[QUERY_DIGEST_SCHEMA]);
    for (size_t i = 0; i < table->column_count; i++)
        if (table->columns[i])
            buffer_printf(&sql, "%s\"%s\"", sql.len ? ", " : "SELECT ", table->columns[i]);
    buffer_printf(&sql, " FROM \"%s\"", table->name);
    return buffer_take(&sql, arena);
}

bool row_table_scan(struct store *store, const struct row_table *table, unsigned char ret_sum[DIGEST_BYTES], struct err *err)
{
    struct arena *arena = arena_create();
    struct buffer row = {0};
    unsigned char sum[DIGEST_BYTES] = {0}, hash[DIGEST_BYTES];
    sqlite3_stmt *stmt = NULL;
    int code = sqlite3_prepare_v2(store->db, select_all(arena, table), -1, &stmt, NULL);
    while (code == SQLITE_OK && (code = sqlite3_step(stmt)) == SQLITE_ROW) {
        row.len = 0;
        for (int i = 0; i < sqlite3_column_count(stmt); i++)
            row_table_put(&row, sqlite3_column_name(stmt, i), sqlite3_column_value(stmt, i));
        digest_raw(buffer_text(&row), row.len, hash);
        digest_add(sum, hash);
        code = SQLITE_OK;
    }
    bool good = code == SQLITE_DONE || database_fail(store, err);
    sqlite3_finalize(stmt);
    buffer_finish(&row);
    arena_destroy(arena);
    if (good)
        memcpy(ret_sum, sum, sizeof sum);
    return good;
}
