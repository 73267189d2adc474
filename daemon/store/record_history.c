#include "store/record_history.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/json.h"
#include "base/value.h"
#include "record/record_folded.h"
#include "record/record_sql.h"
#include "record/record_type.h"
#include "store/change.h"
#include "store/store.h"

#include <string.h>

/* Adds to counts[sequence] the versions of a type that each change wrote. */
static bool count_versions(struct store *store, const struct record_type *type, struct arena *arena,
                           int64_t *counts, int64_t latest, struct err *err)
{
    struct statement *statement = store_prepare(store, record_sql_versions(arena, type), err);
    bool row = false, good = statement != NULL;
    while (good && (good = statement_step(statement, &row, err)) && row) {
        int64_t sequence = statement_int(statement, 0);
        if (sequence >= 0 && sequence <= latest)
            counts[sequence] += statement_int(statement, 1);
    }
    statement_finish(statement);
    return good;
}

/* The versions superseded after `since` and by `until`, while `key` told records apart. */
static bool check_span(struct store *store, const struct record_type *type, const char *const *key, size_t key_count,
                       int64_t since, int64_t until, struct arena *arena, struct err *err)
{
    struct statement *statement = store_prepare(store, record_sql_gap(arena, type, key, key_count), err);
    bool row = false;
    if (statement) {
        statement_bind_int(statement, 1, since);
        statement_bind_int(statement, 2, until);
    }
    bool good = statement && statement_step(statement, &row, err);
    long long sequence = good && row ? statement_int(statement, 0) : 0;
    statement_finish(statement);
    if (!good || !row)
        return good;
    return err_set(err, "số liệu “%s”: thiếu phiên bản mà lần thay đổi %lld đã ghi",
                   "records of type “%s”: the version that change %lld wrote is gone", type->name, sequence);
}

static const char **words_of(const struct value *list, struct arena *arena)
{
    const char **words = arena_alloc(arena, value_len(list) * sizeof *words);
    for (size_t i = 0; i < value_len(list); i++)
        words[i] = value_as_text(value_at(list, i));
    return words;
}

/* A version of before another key came is followed under the key of its time, a later one under the key of now: so one that
 * another unit's file took over then is no gap, and one that is missing is. */
static bool check_chain(struct store *store, const struct record_type *type, struct arena *arena, struct err *err)
{
    const struct value *changes = store_rows(store, arena, err, QUERY_KEY_CHANGES, "t", type->name);
    int64_t since = 0;
    if (!changes)
        return false;
    for (size_t i = 0; i < value_len(changes); i++) {
        const char *text = value_get_text(value_at(changes, i), "fields", "");
        int64_t until = value_get_int(value_at(changes, i), "sequence", 0);
        const struct value *key = json_parse(arena, text, strlen(text), err);
        if (!key || !check_span(store, type, words_of(key, arena), value_len(key), since, until, arena, err))
            return false;
        since = until;
    }
    return check_span(store, type, type->key, type->key_count, since, INT64_MAX, arena, err);
}

/* The form in which ids and unique fields are compared: changed past the daemon, it would let one record in twice. */
static bool check_folded(struct store *store, const struct record_type *type, struct arena *arena, struct err *err)
{
    const char *sql = record_folded_wrong(arena, type);
    struct statement *statement = sql ? store_prepare(store, sql, err) : NULL;
    bool row = false, good = !sql || (statement && statement_step(statement, &row, err));
    long long sequence = good && row ? statement_int(statement, 0) : 0;
    statement_finish(statement);
    if (!good || !row)
        return good;
    return err_set(err, "số liệu “%s”: dạng so sánh của bản ghi mà lần thay đổi %lld đã ghi không còn đúng với nội dung",
                   "records of type “%s”: the compared form of a record that change %lld wrote no longer follows from its content",
                   type->name, sequence);
}

static bool check_imports(struct store *store, struct arena *arena, const int64_t *counts, int64_t latest,
                          struct err *err)
{
    const struct value *imports = store_rows(store, arena, err, QUERY_AUDIT_IMPORTS, "");
    if (!imports)
        return false;
    for (size_t i = 0; i < value_len(imports); i++) {
        int64_t sequence = value_get_int(value_at(imports, i), "sequence", 0);
        int64_t written = value_get_int(value_at(imports, i), "versions", 0);
        if (sequence <= latest && counts[sequence] != written)
            return err_set(
                err, "số liệu của lần nhập %lld không còn nguyên: đã ghi %lld dòng, nay còn %lld",
                "the records of import %lld are no longer whole: it wrote %lld rows, there are %lld",
                (long long)sequence, (long long)written, (long long)counts[sequence]);
    }
    return true;
}

bool record_history_check(struct store *store, const struct record_types *types, struct arena *arena,
                          struct err *err)
{
    int64_t latest;
    if (!change_version(store, &latest, err))
        return false;
    int64_t *counts = arena_alloc(arena, ((size_t)latest + 1) * sizeof *counts);
    for (size_t i = 0; i < types->len; i++)
        if (!count_versions(store, &types->items[i], arena, counts, latest, err) ||
            !check_chain(store, &types->items[i], arena, err))
            return false;
    return check_imports(store, arena, counts, latest, err);
}

bool record_history_check_folded(struct store *store, const struct record_types *types, struct arena *arena, struct err *err)
{
    for (size_t i = 0; i < types->len; i++)
        if (!check_folded(store, &types->items[i], arena, err))
            return false;
    return true;
}
