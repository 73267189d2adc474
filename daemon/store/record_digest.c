#include "store/record_digest.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/digest.h"
#include "base/err.h"
#include "base/json.h"
#include "base/value.h"
#include "record/record_sql.h"
#include "record/record_type.h"
#include "store/change.h"
#include "store/store.h"

#include <stdint.h>
#include <string.h>

struct sum {
    unsigned char bytes[DIGEST_BYTES]; /* little-endian */
    bool any;
};

/* Hashes name and value, each with its 0, of every column that is not null. A column that a later declaration adds is null
 * in older versions and changes no hash. */
static void add_version(struct sum *sum, const struct statement *statement, const char *const *columns, size_t count,
                        struct buffer *row)
{
    unsigned char hash[DIGEST_BYTES];
    row->len = 0;
    for (size_t i = 0; i < count; i++) {
        if (statement_is_null(statement, (int)i))
            continue;
        const char *text = statement_text(statement, (int)i);
        buffer_add(row, columns[i], strlen(columns[i]) + 1);
        buffer_add(row, text, strlen(text) + 1);
    }
    digest_raw(buffer_text(row), row->len, hash);
    digest_add(sum->bytes, hash);
    sum->any = true;
}

bool record_digest_add(struct store *store, const struct record_type *type, int64_t sequence, struct arena *arena,
                       struct value *records, struct err *err)
{
    size_t count;
    const char *const *columns = record_sql_columns(arena, type, &count);
    struct statement *statement = store_prepare(store, record_sql_written(arena, type), err);
    struct buffer row = {0};
    struct sum sum = {0};
    bool found = false, good = statement != NULL;
    if (good)
        statement_bind_int(statement, 1, sequence);
    while (good && (good = statement_step(statement, &found, err)) && found)
        add_version(&sum, statement, columns, count, &row);
    statement_finish(statement);
    buffer_finish(&row);
    if (good && sum.any)
        value_set_text(records, type->name, digest_sum_text(arena, sum.bytes));
    return good;
}

/* What the log says: by sequence, the map of the change's types, NULL where it names none; the first that does. */
struct noted {
    struct value **records;
    int64_t latest, first;
};

/* Of what was erased since, the hash is that of what stays (contest/erasure.h). */
static bool read_erased(struct store *store, struct arena *arena, const struct noted *noted, struct err *err)
{
    const struct value *rows = store_rows(store, arena, err, QUERY_ERASURE_LIST, "");
    for (size_t i = 0; i < value_len(rows); i++) {
        int64_t written = value_get_int(value_at(rows, i), "written", 0);
        if (written >= noted->first && written <= noted->latest && noted->records[written])
            value_set(noted->records[written], value_get_text(value_at(rows, i), "type", ""), value_get(value_at(rows, i), "hash"));
    }
    return rows != NULL;
}

static bool read_noted(struct store *store, struct arena *arena, struct noted *ret_noted, struct err *err)
{
    struct noted noted = {.first = INT64_MAX};
    if (!change_version(store, &noted.latest, err))
        return false;
    const struct value *rows = store_rows(store, arena, err, QUERY_AUDIT_RECORDS, "");
    if (!rows)
        return false;
    noted.records = arena_alloc(arena, ((size_t)noted.latest + 1) * sizeof *noted.records);
    for (size_t i = 0; i < value_len(rows); i++) {
        const char *text = value_get_text(value_at(rows, i), "records", "");
        int64_t sequence = value_get_int(value_at(rows, i), "sequence", 0);
        if (sequence < noted.first)
            noted.first = sequence;
        noted.records[sequence] = json_parse(arena, text, strlen(text), NULL);
    }
    *ret_noted = noted;
    return read_erased(store, arena, &noted, err);
}

static const char *text_of(const struct sum *sum, struct arena *arena)
{
    return sum->any ? digest_sum_text(arena, sum->bytes) : "";
}

static bool agrees(const struct noted *noted, const struct record_type *type, const struct sum *sums, struct arena *arena,
                   struct err *err)
{
    for (int64_t sequence = noted->first; sequence <= noted->latest; sequence++) {
        const char *wanted = value_get_text(noted->records[sequence], type->name, ""), *found = text_of(&sums[sequence], arena);
        if (strcmp(wanted, found) != 0)
            return err_set(
                err, "số liệu “%s” do lần thay đổi %lld ghi đã bị sửa: không còn khớp với mã băm trong nhật ký",
                "records of type “%s” that change %lld wrote were changed: they no longer agree with the hash in the log",
                type->name, (long long)sequence);
    }
    return true;
}

/* The sums of all versions of the type by the change that wrote them. */
static struct sum *sums_of(struct store *store, const struct record_type *type, int64_t latest, struct arena *arena, struct err *err)
{
    size_t count;
    const char *const *columns = record_sql_columns(arena, type, &count);
    struct sum *sums = arena_alloc(arena, ((size_t)latest + 1) * sizeof *sums);
    struct statement *statement = store_prepare(store, record_sql_all_versions(arena, type), err);
    struct buffer row = {0};
    bool found = false, good = statement != NULL;
    while (good && (good = statement_step(statement, &found, err)) && found) {
        int64_t sequence = statement_int(statement, (int)count - 1); /* from_seq stands last */
        if (sequence >= 0 && sequence <= latest)
            add_version(&sums[sequence], statement, columns, count, &row);
        else
            good = err_set(err, "số liệu “%s” mang số thay đổi %lld không có trong nhật ký",
                           "a record of type “%s” bears the change %lld, which is not in the log", type->name,
                           (long long)sequence);
    }
    statement_finish(statement);
    buffer_finish(&row);
    return good ? sums : NULL;
}

const char *const *record_digest_versions(struct store *store, const struct record_type *type, int64_t latest, struct arena *arena,
                                          struct err *err)
{
    const struct sum *sums = sums_of(store, type, latest, arena, err);
    const char **texts = arena_alloc(arena, ((size_t)latest + 1) * sizeof *texts);
    for (int64_t i = 0; sums && i <= latest; i++)
        texts[i] = text_of(&sums[i], arena);
    return sums ? texts : NULL;
}

static bool check_type(struct store *store, const struct record_type *type, const struct noted *noted, struct err *err)
{
    struct arena *arena = arena_create();
    const struct sum *sums = sums_of(store, type, noted->latest, arena, err);
    bool good = sums && agrees(noted, type, sums, arena, err);
    arena_destroy(arena);
    return good;
}

bool record_digest_check(struct store *store, const struct record_types *types, struct arena *arena, struct err *err)
{
    struct noted noted;
    if (!store_read_begin(store, err)) /* the log and the tables of one moment */
        return false;
    bool good = read_noted(store, arena, &noted, err);
    for (size_t i = 0; good && i < types->len; i++)
        good = check_type(store, &types->items[i], &noted, err);
    store_read_end(store);
    return good;
}
