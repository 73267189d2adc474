#include "store/migration.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/value.h"
#include "store/change.h"
#include "store/database.h"
#include "store/row_digest.h"
#include "store/store.h"

#include <string.h>

static bool read_version(struct store *store, int64_t *ret_version, bool *ret_used, struct err *err)
{
    struct arena *arena = arena_create();
    struct value *row = store_row(store, arena, err, QUERY_SCHEMA_VERSION, "");
    if (row) {
        *ret_version = value_get_int(row, "version", 0);
        *ret_used = value_get_int(row, "used", 0) != 0;
    }
    arena_destroy(arena);
    return row != NULL;
}

/* Whether the file may be worked with as it is or after the missing steps. */
static bool acceptable(const struct store *store, int64_t version, bool used, int count, struct err *err)
{
    if (version > count) {
        return err_set(
            err,
            "“%s” do phiên bản mới hơn của chương trình ghi (bước %lld, chương trình này biết %d); "
            "cài phiên bản mới hơn",
            "“%s” was written by a newer version of the program (step %lld, this one knows %d); "
            "install the newer version",
            store->path, (long long)version, count);
    }
    if (version == 0 && used) {
        return err_set(err, "“%s” là cơ sở dữ liệu của chương trình khác; chọn thư mục dữ liệu khác",
                       "“%s” is the database of another program; use another state folder", store->path);
    }
    if (version < count && !store->writes) {
        return err_set(err, "“%s” chưa được nâng cấp; chạy thiduad một lần với thư mục này",
                       "“%s” is not up to date; run thiduad once with this folder", store->path);
    }
    return true;
}

static bool apply_from(struct store *store, const struct migration_list *list, int64_t version, struct err *err)
{
    for (; version < list->count; version++)
        if (!store_script(store, list->steps[version].sql, err))
            return err_prefix(err, "nâng cấp cơ sở dữ liệu bước %s", "bringing the database up to date, step %s",
                              list->steps[version].name);
    return true;
}

/* Whether a database of this version has hashes of its rows in the log. */
static bool has_digests(const struct migration_list *list, int64_t version)
{
    for (int64_t i = 0; i < version; i++)
        if (strstr(list->steps[i].name, "_row_digest.sql"))
            return true;
    return false;
}

/* A database without a log, or without tables yet: there is no row that a hash could be of. */
static bool apply_unlogged(struct store *store, const struct migration_list *list, struct err *err)
{
    int64_t version;
    bool used;
    if (!store_write_begin(store, err))
        return false;
    /* Read again inside the transaction: another program may have been faster. */
    if (read_version(store, &version, &used, err) && ((version > 0 && store->logged) || apply_from(store, list, version, err)) &&
        store_write_commit(store, err))
        return true;
    store_write_cancel(store);
    return false;
}

static bool upgrade(struct change *change, struct arena *arena, const struct migration_list *list, struct err *err)
{
    struct store *store = change->store;
    struct value *detail = value_map(arena);
    int64_t version;
    bool used;
    row_digest_end(store); /* tables are made anew: all rows are hashed at the end */
    if (!read_version(store, &version, &used, err))
        return false;
    if (version == list->count)
        return true; /* another program was faster */
    value_set_int(detail, "from", version);
    value_set_int(detail, "to", list->count);
    value_set_bool(detail, "first_digests", !has_digests(list, version));
    return (!has_digests(list, version) || row_digest_check(store, err)) && apply_from(store, list, version, err) &&
           change_commit_restated(change, detail, err);
}

/* One change for all steps, so that no database stands between two versions. Its instant is the latest change's, for
 * the clock may be one that is set. */
static bool apply_to_used(struct store *store, const struct migration_list *list, struct err *err)
{
    struct arena *arena = arena_create();
    struct change change = {0};
    int64_t at = change_latest_at(store);
    bool good = change_begin(&change, store, at == INT64_MIN ? 0 : at, "thiduad", "start", "upgrade", NULL, err) &&
                upgrade(&change, arena, list, err);
    change_cancel(&change);
    arena_destroy(arena);
    return good;
}

bool migration_apply(struct store *store, const struct migration_list *list, struct err *err)
{
    int64_t version;
    bool used;
    if (!read_version(store, &version, &used, err) || !acceptable(store, version, used, list->count, err))
        return false;
    if (version == list->count)
        return true;
    return version == 0 || !store->logged ? apply_unlogged(store, list, err) : apply_to_used(store, list, err);
}
