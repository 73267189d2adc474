#include "store/record_history.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/value.h"
#include "record/record_sql.h"
#include "record/record_type.h"
#include "store/change.h"
#include "store/store.h"

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

static bool check_chain(struct store *store, const struct record_type *type, struct arena *arena,
                        struct err *err)
{
    struct statement *statement = store_prepare(store, record_sql_gap(arena, type), err);
    bool row = false, good = statement && statement_step(statement, &row, err);
    long long sequence = good && row ? statement_int(statement, 0) : 0;
    statement_finish(statement);
    if (!good || !row)
        return good;
    return err_set(err, "số liệu “%s”: thiếu phiên bản mà lần thay đổi %lld đã ghi",
                   "records of type “%s”: the version that change %lld wrote is gone", type->name, sequence);
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
