#include "contest/record_refit.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/value.h"
#include "contest/record_taken.h"
#include "contest/snapshot.h"
#include "package/package.h"
#include "store/change.h"
#include "store/listing.h"
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

/* Only where the tables of records are made anew, another unit's file may have taken one over. */
static bool note_taken(struct store *store, const struct package *package, struct arena *arena, struct record_refit *refit,
                       struct err *err)
{
    const struct value *taken = refit->changed ? record_taken_list(store, &package->types, arena, err) : NULL;
    refit->taken = value_len(taken);
    return !refit->changed ||
           (taken && (!refit->taken || store_do(store, err, QUERY_META_SET, "ti", RECORD_REFIT_TAKEN, (int64_t)refit->taken)));
}

/* Its instant is the latest change's, as that of an upgrade of the database (store/migration.c). */
static bool make(struct store *store, const struct package *package, struct arena *arena, struct record_refit *refit, struct err *err)
{
    struct change change;
    struct value *detail = value_map(arena);
    value_set(detail, "keys", keys_of(package, arena));
    bool good = change_begin(&change, store, change_latest_at(store), "thiduad", "start", "upgrade", NULL, err) &&
                snapshot_make_tables(&change, package, arena, err) && note_taken(store, package, arena, refit, err) &&
                change_commit(&change, detail, err);
    change_cancel(&change);
    return good;
}

static bool refit_tables(struct store *store, const struct package *package, struct arena *arena, struct record_refit *refit,
                         struct err *err)
{
    bool up, listed;
    if (!record_tables_are_up(store, &package->types, arena, &up, err) || !listing_is_up(store, &package->types, arena, &listed, err))
        return false;
    refit->changed = !up;
    return (up && listed) || make(store, package, arena, refit, err);
}

bool record_refit(struct store *store, const struct listing_progress *progress, struct arena *arena, struct record_refit *ret_refit,
                  struct err *err)
{
    const struct value *row = store_row(store, arena, err, QUERY_META_GET, "t", "package");
    const char *hash = value_get_text(row, "value", NULL);
    *ret_refit = (struct record_refit){0};
    if (!row || !hash)
        return row != NULL;
    const struct package *package = snapshot_package(store, arena, hash, NULL);
    return !package || /* that it cannot be read is said by whatever needs it */
           (refit_tables(store, package, arena, ret_refit, err) &&
            listing_fill(store, &package->types, progress, arena, &ret_refit->listed, err));
}
