#include "contest/erasure.h"

#include "base/arena.h"
#include "base/day.h"
#include "base/err.h"
#include "base/value.h"
#include "record/record_type.h"
#include "record/version_sql.h"
#include "store/change.h"
#include "store/record_digest.h"
#include "store/store.h"
#include "workflow/workflow.h"

bool erasure_at(struct store *store, struct arena *arena, const char *type, int64_t *ret_at, struct err *err)
{
    const struct value *row = store_row(store, arena, err, QUERY_ERASURE_AT, "t", type);
    if (row)
        *ret_at = value_get_int(row, "at", INT64_MIN);
    return row != NULL;
}

const struct value *erasure_types(struct store *store, struct arena *arena, struct err *err)
{
    const struct value *rows = store_rows(store, arena, err, QUERY_ERASURE_TYPES, "");
    struct value *types = value_list(arena);
    for (size_t i = 0; i < value_len(rows); i++)
        value_append(types, value_get(value_at(rows, i), "type"));
    return rows ? types : NULL;
}

bool erasure_allows_papers(struct store *store, struct arena *arena, struct err *err)
{
    int64_t erased;
    if (!erasure_at(store, arena, NULL, &erased, err))
        return false;
    return erased == INT64_MIN ||
           err_set(err, "dữ liệu riêng đã xóa ngày %1$s theo thời hạn lưu nên không dự thảo lại được; văn bản đã có vẫn giữ nguyên",
                   "what is private was erased on %1$s, for its time is over, so no paper can be drafted anew; those that are there stay",
                   day_text(arena, instant_day(erased)));
}

/* [{written, versions}] of what is there to erase. */
static struct value *owed_of(struct store *store, const struct record_type *type, struct arena *arena, struct err *err)
{
    struct value *list = value_list(arena);
    const char *sql = version_sql_erasable(arena, type);
    struct statement *statement = sql ? store_prepare(store, sql, err) : NULL;
    bool row = false, good = !sql || statement;
    while (statement && (good = statement_step(statement, &row, err)) && row) {
        struct value *owed = value_map(arena);
        value_set_int(owed, "written", statement_int(statement, 0));
        value_set_int(owed, "versions", statement_int(statement, 1));
        value_append(list, owed);
    }
    statement_finish(statement);
    return good ? list : NULL;
}

/* The names of the types of which something is private. */
static struct value *names_of(const struct record_types *types, struct arena *arena)
{
    struct value *names = value_list(arena);
    for (size_t i = 0; i < types->len; i++)
        if (types->items[i].readers)
            value_append(names, value_text(arena, types->items[i].name));
    return names;
}

static const struct value *contents_of(struct store *store, const struct record_types *types, struct arena *arena, struct err *err)
{
    return store_rows(store, arena, err, QUERY_ERASURE_CONTENTS, "v", names_of(types, arena));
}

/* How many values of papers' blanks there are to erase: they go with what records had, for from then on no paper is made anew. */
static bool count_blanks(struct store *store, struct arena *arena, bool erasing, int64_t *ret_count, struct err *err)
{
    int64_t at;
    *ret_count = 0;
    if (!erasure_at(store, arena, NULL, &at, err))
        return false;
    if (at == INT64_MIN && !erasing)
        return true;
    const struct value *row = store_row(store, arena, err, QUERY_ERASURE_BLANKS_LEFT, "");
    *ret_count = value_get_int(row, "filled", 0);
    return row != NULL;
}

/* Addresses of people: a telephone number or a mail of their own serves nothing once nobody is told any more. */
static bool count_addresses(struct store *store, struct arena *arena, int64_t *ret_count, struct err *err)
{
    const struct value *row = store_row(store, arena, err, QUERY_ERASURE_PEOPLE_LEFT, "t", workflow_to("message", "queue"));
    *ret_count = value_get_int(row, "addresses", 0);
    return row != NULL;
}

static bool erase_addresses(struct change *change, struct err *err)
{
    return store_do(change->store, err, QUERY_ERASURE_ADDRESSES, "") && store_do(change->store, err, QUERY_ERASURE_MESSAGES, "t", workflow_to("message", "queue"));
}

bool erasure_is_owed(struct store *store, const struct record_types *types, struct arena *arena, bool *ret_owed, struct err *err)
{
    const struct value *contents = contents_of(store, types, arena, err);
    int64_t blanks, addresses;
    if (!contents || !count_blanks(store, arena, false, &blanks, err) || !count_addresses(store, arena, &addresses, err))
        return false;
    bool owed = value_len(contents) > 0 || blanks > 0 || addresses > 0;
    for (size_t i = 0; i < types->len && !owed; i++) {
        const struct value *versions = owed_of(store, &types->items[i], arena, err);
        if (!versions)
            return false;
        owed = value_len(versions) > 0;
    }
    *ret_owed = owed;
    return true;
}

/* The log's hashes of the changes that wrote the versions hold no more: what stays is hashed anew. */
static bool restate(struct change *change, const struct record_type *type, const struct value *owed, struct arena *arena,
                    int64_t *versions, struct err *err)
{
    const char *const *hashes = record_digest_versions(change->store, type, change->sequence, arena, err);
    bool good = hashes != NULL;
    for (size_t i = 0; good && i < value_len(owed); i++) {
        int64_t written = value_get_int(value_at(owed, i), "written", 0), count = value_get_int(value_at(owed, i), "versions", 0);
        good = store_do(change->store, err, QUERY_ERASURE_PUT, "tiiti", type->name, written, type->private ? count : (int64_t)0,
                        hashes[written], change->sequence);
        *versions += count;
    }
    return good;
}

static bool erase_type(struct change *change, const struct record_type *type, struct arena *arena, int64_t *versions, struct err *err)
{
    const struct value *owed = owed_of(change->store, type, arena, err);
    if (!owed || !value_len(owed))
        return owed != NULL;
    return (!type->private || store_do(change->store, err, QUERY_ERASURE_CARRIED, "t", type->name)) &&
           store_script(change->store, version_sql_erase(arena, type), err) && restate(change, type, owed, arena, versions, err);
}

static bool erase_contents(struct change *change, const struct value *contents, struct err *err)
{
    bool good = true;
    for (size_t i = 0; good && i < value_len(contents); i++) {
        const char *hash = value_get_text(value_at(contents, i), "hash", "");
        good = store_do(change->store, err, QUERY_ERASURE_CONTENT_PUT, "ti", hash, change->sequence) &&
               store_do(change->store, err, QUERY_ERASURE_CONTENT, "t", hash);
    }
    return good;
}

bool erasure_perform(struct change *change, const struct record_types *types, struct arena *arena, struct value *detail, struct err *err)
{
    int64_t versions = 0;
    const struct value *contents = contents_of(change->store, types, arena, err); /* before what says that they were carried goes */
    bool good = contents && erase_contents(change, contents, err);
    for (size_t i = 0; good && i < types->len; i++)
        good = erase_type(change, &types->items[i], arena, &versions, err);
    int64_t blanks = 0, addresses = 0;
    good = good && count_blanks(change->store, arena, versions > 0, &blanks, err) && (!blanks || store_do(change->store, err, QUERY_ERASURE_BLANKS, "")) &&
           count_addresses(change->store, arena, &addresses, err) && erase_addresses(change, err);
    value_set_int(detail, "addresses", addresses);
    value_set_int(detail, "blanks", blanks);
    value_set_int(detail, "versions", versions);
    value_set_int(detail, "files", (int64_t)value_len(contents));
    return good;
}
