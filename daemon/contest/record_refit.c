#include "contest/record_refit.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/value.h"
#include "contest/record_taken.h"
#include "contest/snapshot.h"
#include "package/package.h"
#include "store/change.h"
#include "store/record_table.h"
#include "store/store.h"

static struct value *keys_of(const struct package *package, struct arena *arena)
{
    struct value *keys = value_map(arena);
    for (size_t i = 0; i < package->types.len; i++) {
        const struct record_type *type = &package->types.items[i];
        struct value *list = value_list(arena);
        for (size_t j = 0; j < type->key_count; j++)
            value_append(list, value_text(arena, type->key[j]));
        value_set(keys, type->name, list);
    }
    return keys;
}

/* Its instant is the latest change's, as that of an upgrade of the database (store/migration.c). */
static bool make(struct store *store, const struct package *package, struct arena *arena, size_t *ret_taken, struct err *err)
{
    struct change change;
    struct value *detail = value_map(arena);
    value_set(detail, "keys", keys_of(package, arena));
    bool good = change_begin(&change, store, change_latest_at(store), "thiduad", "start", "upgrade", NULL, err) &&
                snapshot_make_tables(&change, package, arena, err);
    const struct value *taken = good ? record_taken_list(store, &package->types, arena, err) : NULL;
    size_t count = value_len(taken);
    good = taken && (!count || store_do(store, err, QUERY_META_SET, "ti", RECORD_REFIT_TAKEN, (int64_t)count)) &&
           change_commit(&change, detail, err);
    change_cancel(&change);
    *ret_taken = count;
    return good;
}

bool record_refit(struct store *store, struct arena *arena, bool *ret_changed, size_t *ret_taken, struct err *err)
{
    bool up = true;
    const struct value *row = store_row(store, arena, err, QUERY_META_GET, "t", "package");
    const char *hash = value_get_text(row, "value", NULL);
    *ret_changed = false;
    *ret_taken = 0;
    if (!row || !hash)
        return row != NULL;
    const struct package *package = snapshot_package(store, arena, hash, NULL);
    if (!package) /* that it cannot be read is said by whatever needs it */
        return true;
    if (!record_tables_are_up(store, &package->types, arena, &up, err))
        return false;
    *ret_changed = !up;
    if (up)
        return true;
    return make(store, package, arena, ret_taken, err);
}
