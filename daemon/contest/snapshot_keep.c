/* How a package is kept in the store and put in force, inside a change. */
#include "contest/snapshot.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/day.h"
#include "base/digest.h"
#include "base/err.h"
#include "base/text_fold.h"
#include "base/value.h"
#include "package/package.h"
#include "record/record_key.h"
#include "record/record_sql.h"
#include "record/record_type.h"
#include "store/change.h"
#include "store/listing.h"
#include "store/record_table.h"
#include "store/store.h"

static bool put_files(struct change *change, const struct package *package, struct arena *arena,
                      struct err *err)
{
    for (size_t i = 0; i < package->files.len; i++) {
        const struct file *file = &package->files.items[i];
        const char *hash = digest_bytes(arena, file->bytes, file->len);
        if (!store_do(change->store, err, QUERY_CONTENT_PUT, "tb", hash, (const void *)file->bytes,
                      file->len) ||
            !store_do(change->store, err, QUERY_PACKAGE_FILE_INSERT, "ttt", package->hash, file->path, hash))
            return false;
    }
    return true;
}

/* A version a row, by its name (1.1, 1.1@2025-03-01), those of a criterion behind each other. */
static bool put_criteria(struct change *change, const struct package *package, const struct value *facts,
                         struct err *err)
{
    int64_t position = 0;
    for (size_t i = 0; i < package->criterion_count; i++)
        for (const struct criterion_source *version = &package->criteria[i]; version; version = version->next)
            if (!store_do(change->store, err, QUERY_CRITERION_INSERT, "ttitv", package->hash, version->name,
                          position++, version->rule, value_get(facts, version->name)))
                return false;
    return true;
}

/* An index for a declared measure: facts name its record type and plain columns, date first (evaluate/). */
static bool make_index(struct change *change, const struct package *package, const char *criterion,
                       const struct value *index, struct arena *arena, struct err *err)
{
    const struct record_type *type = record_type_find(&package->types, value_get_text(index, "type", ""));
    const struct value *columns = value_get(index, "columns");
    size_t count = value_len(columns);
    if (!type || count == 0)
        return true;
    const char **names = arena_alloc(arena, count * sizeof *names);
    for (size_t i = 0; i < count; i++)
        names[i] = value_as_text(value_at(columns, i));
    return store_script(change->store, record_sql_index(arena, type, criterion, names, (int)count), err);
}

/* What the program itself asks of types that it knows (builtin_record.sql). */
static const struct {
    const char *type, *name, *columns[3];
    int count;
} own_indexes[] = {
    {"submission", "returns", {"period", "record_type", "ward"}, 3}, /* each final run: which wards handed in a type for a month */
    {"unit", "roster", {"parent", "unit_id", "valid_from"}, 3},      /* each page of a ward: its teams, and their members */
    {"member", "roster_members", {"team", "member_id"}, 2},
};

static bool make_own_indexes(struct change *change, const struct package *package, struct arena *arena, struct err *err)
{
    for (size_t i = 0; i < LEN(own_indexes); i++) {
        const struct record_type *type = record_type_find(&package->types, own_indexes[i].type);
        if (type && !store_script(change->store, record_sql_index(arena, type, own_indexes[i].name, own_indexes[i].columns, own_indexes[i].count), err))
            return false;
    }
    return true;
}

/* What waits for a reviewer: few of very many. */
static bool make_indexes_of_pending(struct change *change, const struct package *package, struct arena *arena, struct err *err)
{
    for (size_t i = 0; i < package->types.len; i++) {
        const struct field *whose = record_key_whose(&package->types.items[i]);
        if (whose && !store_script(change->store, record_sql_pending(arena, &package->types.items[i], whose->name, true), err))
            return false;
    }
    return true;
}

static bool make_indexes(struct change *change, const struct package *package, struct arena *arena,
                         struct err *err)
{
    const struct value *criteria = snapshot_criteria(change->store, arena, package, err);
    for (size_t i = 0; i < value_len(criteria); i++) {
        const struct value *row = value_at(criteria, i), *versions = value_get(row, "versions");
        const char *id = value_get_text(row, "id", "");
        if (!make_index(change, package, id, value_get(value_get(row, "facts"), "index"), arena, err))
            return false;
        for (size_t j = 0; j < value_len(versions); j++) {
            const struct value *version = value_at(versions, j);
            if (!make_index(change, package, arena_printf(arena, "%s@%s", id, value_get_text(version, "from", "")),
                            value_get(value_get(version, "facts"), "index"), arena, err))
                return false;
        }
    }
    return criteria && make_own_indexes(change, package, arena, err) && make_indexes_of_pending(change, package, arena, err);
}

/* valid_until is the last day, inclusive. */
bool snapshot_put_unit(struct change *change, const struct level_chain *levels, const struct unit_fact *unit, struct arena *arena, struct err *err)
{
    const struct value *until = unit->until == DAY_NEVER ? NULL : value_int(arena, unit->until - 1);
    return store_do(change->store, err, QUERY_BUILTIN_UNIT_INSERT, "tttttivit", unit->id, unit_level_id(levels, unit), unit->parent, unit->name,
                    unit->code, (int64_t)unit->from, until, change->sequence, text_fold_id(arena, unit->id));
}

/* City, district and wards are confirmed rows from the start. */
static bool put_units(struct change *change, const struct package *package, struct arena *arena, struct err *err)
{
    for (size_t i = 0; i < package->units.fact_count; i++)
        if (!snapshot_put_unit(change, &package->chain, &package->units.facts[i], arena, err))
            return false;
    return true;
}

static bool refuse_another(struct change *change, const struct package *package, struct arena *arena,
                           struct err *err)
{
    const struct value *row = store_row(change->store, arena, err, QUERY_META_GET, "t", "package");
    if (!row)
        return false;
    if (value_is_null(row))
        return true;
    return err_set(
        err,
        "thư mục trạng thái này đã có cuộc thi (gói %.12s…), không nạp gói khác (%.12s…); sửa quy tắc đang áp "
        "dụng thì dùng rules propose, cuộc thi khác thì dùng thư mục trạng thái mới",
        "this state folder has its contest (package %.12s…) and takes no other one (%.12s…); to change the rules in "
        "force use rules propose, for another contest a new state folder",
        value_get_text(row, "value", "?"), package->hash);
}

bool snapshot_keep(struct change *change, const struct package *package, const struct value *facts,
                   struct arena *arena, struct err *err)
{
    const struct value *kept = store_row(change->store, arena, err, QUERY_PACKAGE_GET, "t", package->hash);
    if (!kept)
        return false;
    return !value_is_null(kept) ||
           (store_do(change->store, err, QUERY_PACKAGE_INSERT, "tii", package->hash, change->sequence, change->at) &&
            put_files(change, package, arena, err) && put_criteria(change, package, facts, err));
}

bool snapshot_make_tables(struct change *change, const struct package *package, struct arena *arena, struct err *err)
{
    return record_tables_bring_up(change->store, change->sequence, &package->types, arena, err) &&
           listing_bring_up(change->store, &package->types, arena, err) && make_indexes(change, package, arena, err);
}

bool snapshot_enforce(struct change *change, const struct package *package, const struct snapshot_cause *cause,
                      struct arena *arena, struct err *err)
{
    const struct value *proposal = cause->proposal ? value_int(arena, cause->proposal) : NULL;
    return snapshot_make_tables(change, package, arena, err) &&
           listing_fill_here(change->store, &package->types, arena, err) &&
           store_do(change->store, err, QUERY_META_SET, "tt", "package", package->hash) &&
           store_do(change->store, err, QUERY_ACTIVATION_INSERT, "itttvitt", change->sequence, package->hash,
                    cause->previous, cause->name, proposal, change->at, change->actor, cause->reason);
}

bool snapshot_load(struct change *change, const struct package *package, const struct value *facts,
                   struct arena *arena, struct err *err)
{
    const struct snapshot_cause cause = {.name = "load", .reason = change->reason};
    return refuse_another(change, package, arena, err) && snapshot_keep(change, package, facts, arena, err) &&
           snapshot_enforce(change, package, &cause, arena, err) && put_units(change, package, arena, err) &&
           store_do(change->store, err, QUERY_META_SET, "tt", "contest", package->id);
}
