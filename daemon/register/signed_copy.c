#include "register/signed_copy.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/day.h"
#include "base/digest.h"
#include "base/err.h"
#include "base/file.h"
#include "base/json.h"
#include "base/text.h"
#include "base/value.h"
#include "media/media.h"
#include "register/copy_signature.h"
#include "store/change.h"
#include "store/store.h"

#include <inttypes.h>
#include <string.h>

enum { NAME_MAX_BYTES = 200 };

/* Whatever a person's machine calls it: one line, no folder, whole letters. */
static const char *name_of(struct arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    bool fit = *name && text_is_utf8(name, strlen(name)) && text_unfit(name) < 0 && !strpbrk(name, "\r\n\t\\") && strlen(name) <= NAME_MAX_BYTES;
    return arena_strdup(arena, fit ? name : "tep");
}

static bool check(const struct file *file, enum media_kind *ret_kind, struct err *err)
{
    if (file->len > SIGNED_COPY_MAX)
        return err_set(err, "tệp lớn hơn %d MiB; quét lại ở độ phân giải thấp hơn (200 dpi là đủ)", "the file is larger than %d MiB; scan it again at a lower resolution (200 dpi will do)",
                       SIGNED_COPY_MAX >> 20);
    return media_recognise(file->bytes, file->len, ret_kind, NULL) ||
           err_set(err, "bản đã ký là tệp PDF (ký số hoặc quét), JPEG hoặc PNG; tệp này không phải", "a signed copy is a PDF (digitally signed or scanned), a JPEG or a PNG; this file is none");
}

bool signed_copy_add(struct change *change, struct arena *arena, const char *draft, const struct file *file, const struct value *reading, const char *note, int64_t *ret_number,
                     struct err *err)
{
    enum media_kind kind;
    const char *hash = digest_bytes(arena, file->bytes, file->len);
    const struct value *before = check(file, &kind, err) ? store_row(change->store, arena, err, QUERY_SIGNED_COPY_BEFORE, "tt", draft, hash) : NULL;
    if (!before)
        return false;
    if (!value_is_null(value_get(before, "same")))
        return err_set(err, "tệp này đã kèm vào “%s” (bản số %" PRId64 "); không phải làm gì", "this file is attached to “%s” already (copy %" PRId64 "); nothing is to be done", draft,
                       value_get_int(before, "same", 0));
    *ret_number = value_get_int(before, "number", 0) + 1;
    return store_do(change->store, err, QUERY_CONTENT_PUT, "tb", hash, file->bytes, file->len) &&
           store_do(change->store, err, QUERY_SIGNED_COPY_PUT, "tittititt", draft, *ret_number, name_of(arena, file->path), media_name(kind), (int64_t)file->len, hash, change->at,
                    change->actor, note) &&
           (value_is_null(reading) || store_do(change->store, err, QUERY_SIGNED_COPY_READ, "titt", draft, *ret_number, value_get_text(reading, "fault", NULL),
                                               json_text(arena, value_get(reading, "signatures"))));
}

/* A row, with what was read of its signatures in the place of how that is stored. */
static struct value *copy_of(struct arena *arena, const struct value *row, struct err *err)
{
    static const char *const kept[] = {"draft", "number", "name", "media", "size", "sha256", "attached_by", "note"};
    struct value *copy = value_map(arena), *reading = value_map(arena);
    const char *signatures = value_get_text(row, "signatures", NULL);
    for (size_t i = 0; i < LEN(kept); i++)
        value_set(copy, kept[i], value_get(row, kept[i]));
    value_set_text(copy, "attached_at", instant_text(arena, value_get_int(row, "attached_at", 0)));
    if (signatures) {
        const struct value *list = json_parse(arena, signatures, strlen(signatures), err);
        if (!list)
            return NULL;
        value_set(reading, "signatures", list);
        value_set(reading, "fault", value_get(row, "fault"));
    }
    copy_signature_show(arena, reading, copy);
    return copy;
}

struct value *signed_copy_list(struct store *store, struct arena *arena, const char *draft, struct err *err)
{
    const struct value *rows = store_rows(store, arena, err, QUERY_SIGNED_COPY_LIST, "t", draft);
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(rows); i++) {
        struct value *copy = copy_of(arena, value_at(rows, i), err);
        if (!copy)
            return NULL;
        value_append(list, copy);
    }
    return rows ? list : NULL;
}

bool signed_copy_bytes(struct store *store, struct arena *arena, const char *draft, int64_t number, const char **ret_bytes, size_t *ret_len, const char **ret_media,
                       struct err *err)
{
    const struct value *list = signed_copy_list(store, arena, draft, err);
    for (size_t i = 0; i < value_len(list); i++) {
        const struct value *copy = value_at(list, i);
        if (value_get_int(copy, "number", 0) != number)
            continue;
        *ret_media = value_get_text(copy, "media", "");
        return store_blob(store, arena, err, ret_bytes, ret_len, QUERY_CONTENT_GET, "t", value_get_text(copy, "sha256", ""));
    }
    return list && err_set(err, "“%1$s” không có bản đã ký số %2$" PRId64 "; xem drafts copies %1$s", "“%1$s” has no signed copy %2$" PRId64 "; see drafts copies %1$s", draft, number);
}
