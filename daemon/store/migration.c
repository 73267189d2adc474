#include "store/migration.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/value.h"
#include "store/connection.h"

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

static bool apply_one(struct store *store, const struct migration *migration, struct err *err)
{
    if (store_script(store, migration->sql, err) && store_do(store, err, QUERY_COMMIT, ""))
        return true;
    if (!sqlite3_get_autocommit(store->db))
        store_do(store, NULL, QUERY_ROLLBACK, "");
    return err_prefix(err, "nâng cấp cơ sở dữ liệu bước %s", "bringing the database up to date, step %s",
                      migration->name);
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
    if (version < count && store->mode == STORE_READ) {
        return err_set(err, "“%s” chưa được nâng cấp; chạy thiduad một lần với thư mục này",
                       "“%s” is not up to date; run thiduad once with this folder", store->path);
    }
    return true;
}

bool migration_apply(struct store *store, const struct migration *list, int count, struct err *err)
{
    int64_t version;
    bool used;
    if (!read_version(store, &version, &used, err) || !acceptable(store, version, used, count, err))
        return false;
    while (version < count) {
        /* Read again inside the transaction: another program may have been faster. */
        if (!store_do(store, err, QUERY_BEGIN_WRITE, ""))
            return false;
        if (!read_version(store, &version, &used, err) || !acceptable(store, version, used, count, err)) {
            store_do(store, NULL, QUERY_ROLLBACK, "");
            return false;
        }
        if (version == count)
            return store_do(store, err, QUERY_COMMIT, "");
        if (!apply_one(store, &list[version], err))
            return false;
        version++;
    }
    return true;
}
