#include "store/integrity.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/digest.h"
#include "base/err.h"
#include "base/memory.h"
#include "base/value.h"
#include "store/row_digest.h"
#include "store/store.h"

#include <errno.h>
#include <string.h>

static bool agree(const char *vi, const char *en, const char *name, const char *hash, const char *bytes,
                  size_t len, struct arena *arena, struct err *err)
{
    return strcmp(digest_bytes(arena, bytes ? bytes : "", len), hash) == 0 ||
           err_set(err, "%1$s %3$s bị sửa hoặc hỏng: không còn khớp với mã băm %4$.12s…; dừng chương trình và khôi phục bản sao lưu "
                   "gần nhất%2$.0s",
                   "%2$s %3$s was changed or is damaged: it no longer agrees with its hash %4$.12s…; stop the program and restore "
                   "the latest backup%1$.0s",
                   vi, en, name, hash);
}

bool integrity_check_pages(struct store *store, struct err *err)
{
    struct arena *arena = arena_create();
    errno = 0;
    const struct value *row = store_row(store, arena, err, QUERY_INTEGRITY_PAGES, "");
    bool sound = row && strcmp(value_get_text(row, "said", ""), "ok") == 0;
    if (row && !sound && errno == ENOMEM) /* a page that there was no memory for is called damaged too */
        memory_out();
    bool good = sound || (row && err_set(err, "tệp dữ liệu “%s” bị hỏng (%s); dừng chương trình và khôi phục bản sao lưu gần nhất",
                                         "the data file “%s” is damaged (%s); stop the program and restore the latest backup",
                                         store_path(store), value_get_text(row, "said", "?")));
    arena_destroy(arena);
    return good;
}

/* Bytes may be megabytes each, so one is in memory at a time. */
static bool check_contents(struct store *store, struct arena *arena, int64_t *checked, struct err *err)
{
    const struct value *rows = store_rows(store, arena, err, QUERY_INTEGRITY_CONTENTS, "");
    bool good = rows != NULL;
    for (size_t i = 0; good && i < value_len(rows); i++, ++*checked) {
        struct arena *one = arena_create();
        const char *hash = value_get_text(value_at(rows, i), "hash", ""), *bytes;
        size_t len;
        good = store_blob(store, one, err, &bytes, &len, QUERY_CONTENT_GET, "t", hash) &&
               agree("nội dung đã lưu", "the kept content", hash, hash, bytes, len, one, err);
        arena_destroy(one);
    }
    return good;
}

static bool check_texts(struct store *store, struct arena *arena, enum query query, const char *vi,
                        const char *en, int64_t *checked, struct err *err)
{
    const struct value *rows = store_rows(store, arena, err, query, "");
    bool good = rows != NULL;
    for (size_t i = 0; good && i < value_len(rows); i++, ++*checked) {
        const struct value *row = value_at(rows, i);
        const char *text = value_get_text(row, "content", "");
        good = agree(vi, en, value_get_text(row, "name", "?"), value_get_text(row, "hash", ""), text,
                     strlen(text), arena, err);
    }
    return good;
}

/* The log and the tables of one moment. */
static bool check_rows(struct store *store, struct err *err)
{
    if (!store_read_begin(store, err))
        return false;
    bool good = row_digest_check(store, err);
    store_read_end(store);
    return good;
}

bool integrity_check(struct store *store, int64_t *ret_checked, struct err *err)
{
    static const struct {
        enum query query;
        const char *vi, *en;
    } kinds[] = {
        {QUERY_INTEGRITY_SEALS, "bản chốt", "the seal"},
        {QUERY_INTEGRITY_DOSSIERS, "hồ sơ", "the dossier"},
        {QUERY_INTEGRITY_PACKAGES, "gói quy tắc", "the package"},
    };
    struct arena *arena = arena_create();
    int64_t checked = 0;
    bool good = integrity_check_pages(store, err) && check_contents(store, arena, &checked, err);
    for (size_t i = 0; good && i < LEN(kinds); i++)
        good = check_texts(store, arena, kinds[i].query, kinds[i].vi, kinds[i].en, &checked, err);
    good = good && check_rows(store, err);
    arena_destroy(arena);
    if (good)
        *ret_checked = checked;
    return good;
}
