#include "received/received_note.h"

#include "base/arena.h"
#include "base/digest.h"
#include "base/err.h"
#include "base/file.h"
#include "base/value.h"
#include "proof/bundle_read.h"
#include "received/received_live.h"
#include "store/change.h"
#include "store/store.h"

bool received_note_insert(struct change *change, const struct bundle *bundle, const struct file *file, struct arena *arena, struct err *err)
{
    const char *content = digest_bytes(arena, file->bytes, file->len);
    return store_do(change->store, err, QUERY_CONTENT_PUT, "tb", content, (const void *)file->bytes, file->len) &&
           store_do(change->store, err, QUERY_BUNDLE_INSERT, "tttttittti", value_get_text(bundle->seal, "hash", ""), value_get_text(bundle->issuer, "unit", ""),
                    value_get_text(bundle->contest, "id", ""), value_get_text(bundle->content, "phase", ""), value_get_text(bundle->seal, "id", ""),
                    value_get_int(bundle->seal, "sequence", 0), value_get_text(bundle->content, "sealed_at", ""), bundle->key, content, change->sequence);
}

const struct value *received_note_latest(struct store *store, struct arena *arena, const struct record_type *type, const struct value *live, const char *unit, const char *phase,
                                         const char *contest, struct err *err)
{
    const struct value *notes = store_rows(store, arena, err, QUERY_BUNDLE_OF_PHASE, "tttt", unit, phase, contest, NULL);
    for (size_t i = 0; i < value_len(notes); i++)
        if (received_is_live(type, live, value_at(notes, i)))
            return value_at(notes, i);
    return notes ? value_null(arena) : NULL;
}

const struct value *received_note_get(struct store *store, struct arena *arena, const char *unit, const char *phase, const char *hash, struct err *err)
{
    return store_row(store, arena, err, QUERY_BUNDLE_OF_PHASE, "tttt", unit, phase, NULL, hash);
}

bool received_note_file(struct store *store, struct arena *arena, const struct value *note, struct file *ret_file, struct err *err)
{
    struct file file = {.path = arena_printf(arena, "%s.json", value_get_text(note, "seal", ""))};
    if (!store_blob(store, arena, err, &file.bytes, &file.len, QUERY_CONTENT_GET, "t", value_get_text(note, "content", "")))
        return false;
    *ret_file = file;
    return file.bytes || err_set(err, "gói của bản chốt “%s” không còn trong kho; khôi phục từ bản sao lưu", "the bundle of the seal “%s” is not kept any more; restore it from a backup",
                                 value_get_text(note, "seal", ""));
}
