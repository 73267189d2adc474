#include "document/draft_version.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/day.h"
#include "base/digest.h"
#include "base/err.h"
#include "base/json.h"
#include "base/value.h"
#include "store/change.h"
#include "store/store.h"

#include <inttypes.h>
#include <string.h>

static const struct {
    const char *name;
    bool of_approval; /* dropped with it */
} origins[] = {
    [DRAFT_BY_MACHINE] = {"machine", false},
    [DRAFT_EDITED] = {"edited", false},
    [DRAFT_STAMPED] = {"stamped", true},
    [DRAFT_SIGNED] = {"signed", true},
};

const char *draft_origin_name(enum draft_origin origin)
{
    return origins[origin].name;
}

static const char *canonical(struct arena *arena, const struct value *value)
{
    struct buffer text = {0};
    json_write_canonical(&text, value);
    return buffer_take(&text, arena);
}

/* The hash of the version's dossier, which is stored where it is another one than before. */
static bool put_dossier(struct change *change, struct arena *arena, const struct draft_version *version, const struct value *before, const char **ret_hash,
                        struct err *err)
{
    *ret_hash = version->dossier ? digest_value(arena, version->dossier) : value_get_text(before, "dossier", "");
    return !version->dossier || store_do(change->store, err, QUERY_DOSSIER_PUT, "tt", *ret_hash, canonical(arena, version->dossier));
}

bool draft_version_add(struct change *change, struct arena *arena, const struct draft_version *version, int64_t *ret_number, struct err *err)
{
    const struct value *before = store_row(change->store, arena, err, QUERY_DRAFT_VERSION_NEWEST, "t", version->draft);
    const char *hash = digest_bytes(arena, version->bytes, version->len), *dossier;
    if (!before || !put_dossier(change, arena, version, before, &dossier, err))
        return false;
    int64_t number = value_get_int(before, "number", 0) + 1;
    if (ret_number)
        *ret_number = number;
    return store_do(change->store, err, QUERY_CONTENT_PUT, "tb", hash, version->bytes, version->len) &&
           store_do(change->store, err, QUERY_DRAFT_VERSION_PUT, "tittttittt", version->draft, number, origins[version->origin].name, dossier, hash,
                    version->content, change->at, change->actor, version->note, version->received);
}

bool draft_version_drop(struct change *change, struct arena *arena, const char *draft, struct err *err)
{
    struct value *names = value_list(arena);
    for (size_t i = 0; i < LEN(origins); i++)
        if (origins[i].of_approval)
            value_append(names, value_text(arena, origins[i].name));
    return store_do(change->store, err, QUERY_DRAFT_VERSION_DROP, "tit", draft, change->at, canonical(arena, names));
}

/* The newest that was not dropped is in force. */
static struct value *mark_current(struct arena *arena, const struct value *rows)
{
    struct value *list = value_list(arena);
    size_t current = value_len(rows);
    while (current-- > 0 && !value_is_null(value_get(value_at(rows, current), "dropped_at")))
        continue;
    for (size_t i = 0; i < value_len(rows); i++) {
        struct value *version = value_copy(arena, value_at(rows, i));
        const struct value *dropped = value_get(version, "dropped_at");
        value_set_text(version, "made_at", instant_text(arena, value_get_int(version, "made_at", 0)));
        if (!value_is_null(dropped))
            value_set_text(version, "dropped_at", instant_text(arena, value_as_int(dropped)));
        value_set_bool(version, "current", i == current);
        value_append(list, version);
    }
    return list;
}

struct value *draft_version_list(struct store *store, struct arena *arena, const char *draft, struct err *err)
{
    const struct value *rows = store_rows(store, arena, err, QUERY_DRAFT_VERSION_LIST, "t", draft);
    return rows ? mark_current(arena, rows) : NULL;
}

const struct value *draft_version_find(struct store *store, struct arena *arena, const char *draft, int64_t number, struct err *err)
{
    const struct value *versions = draft_version_list(store, arena, draft, err);
    for (size_t i = 0; i < value_len(versions); i++) {
        const struct value *version = value_at(versions, i);
        if (number ? value_get_int(version, "number", 0) == number : value_get_bool(version, "current", false))
            return version;
    }
    if (versions)
        err_set(err, "“%1$s” không có phiên bản %2$" PRId64 "; xem drafts versions %1$s", "“%1$s” has no version %2$" PRId64 "; see drafts versions %1$s", draft, number);
    return NULL;
}

const struct value *draft_version_unstamped(struct store *store, struct arena *arena, const char *draft, struct err *err)
{
    const struct value *versions = draft_version_list(store, arena, draft, err);
    for (size_t i = value_len(versions); i-- > 0;) {
        const struct value *version = value_at(versions, i);
        if (value_is_null(value_get(version, "dropped_at")) && strcmp(value_get_text(version, "origin", ""), origins[DRAFT_STAMPED].name) != 0)
            return version;
    }
    return versions ? draft_version_find(store, arena, draft, 0, err) : NULL;
}

bool draft_version_bytes(struct store *store, struct arena *arena, const char *draft, int64_t number, const char **ret_bytes, size_t *ret_len, struct err *err)
{
    const struct value *version = draft_version_find(store, arena, draft, number, err);
    return version && store_blob(store, arena, err, ret_bytes, ret_len, QUERY_CONTENT_GET, "t", value_get_text(version, "sha256", ""));
}
