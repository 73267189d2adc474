#include "attachment/attachment.h"

#include "attachment/attachment_clean.h"
#include "attachment/attachment_limits.h"
#include "base/arena.h"
#include "base/day.h"
#include "base/digest.h"
#include "base/err.h"
#include "base/file.h"
#include "base/json.h"
#include "base/problem.h"
#include "base/value.h"
#include "store/change.h"
#include "store/store.h"

#include <string.h>

enum { MEBIBYTE = 1 << 20 };

/* ---- what there is ---- */

static void put_instant(struct arena *arena, struct value *map, const char *key)
{
    const struct value *at = value_get(map, key);
    if (!value_is_null(at))
        value_set_text(map, key, instant_text(arena, value_as_int(at)));
}

/* A row with its facts as keys of its own. */
static struct value *ready(struct arena *arena, const struct value *row)
{
    struct value *file = value_map(arena);
    const char *text = value_get_text(row, "facts", "{}");
    const struct value *facts = json_parse(arena, text, strlen(text), NULL);
    for (size_t i = 0; i < value_len(row); i++)
        if (strcmp(value_key(row, i), "facts") != 0)
            value_set(file, value_key(row, i), value_item(row, i));
    for (size_t i = 0; i < value_len(facts); i++)
        value_set(file, value_key(facts, i), value_item(facts, i));
    value_set_bool(file, "attached", value_is_null(value_get(row, "detached_at")));
    put_instant(arena, file, "attached_at");
    put_instant(arena, file, "detached_at");
    put_instant(arena, file, "erased_at");
    return file;
}

struct value *attachment_list(struct store *store, struct arena *arena, const struct attachment_record *record, struct err *err)
{
    const struct value *rows = store_rows(store, arena, err, QUERY_ATTACHMENT_LIST, "tt", record->type, record->key);
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(rows); i++)
        value_append(list, ready(arena, value_at(rows, i)));
    return rows ? list : NULL;
}

struct value *attachment_counts(struct store *store, struct arena *arena, const char *type, struct err *err)
{
    const struct value *rows = store_rows(store, arena, err, QUERY_ATTACHMENT_KEYS, "t", type);
    struct value *counts = value_map(arena);
    for (size_t i = 0; i < value_len(rows); i++)
        value_set(counts, value_get_text(value_at(rows, i), "key", ""), value_get(value_at(rows, i), "files"));
    return rows ? counts : NULL;
}

const struct value *attachment_find(const struct value *list, int64_t id)
{
    for (size_t i = 0; i < value_len(list); i++)
        if (value_get_int(value_at(list, i), "id", 0) == id)
            return value_at(list, i);
    return NULL;
}

/* ---- what may be added ---- */

static int count_attached(const struct value *list)
{
    int count = 0;
    for (size_t i = 0; i < value_len(list); i++)
        count += value_get_bool(value_at(list, i), "attached", false);
    return count;
}

static void check_sizes(const struct attachment_limits *limits, const struct file *files, size_t count, struct problems *problems)
{
    for (size_t i = 0; i < count; i++) {
        if (!files[i].len)
            problem_add(problems, files[i].path, 0, NULL, "tệp trống", "the file is empty");
        else if (files[i].len > (size_t)limits->file)
            problem_add(problems, files[i].path, 0, NULL, "tệp %zu MiB, lớn quá (nhiều nhất %d MiB); chụp nhỏ hơn hoặc tách ra",
                        "the file has %zu MiB, too much (at most %d MiB); take it smaller or in parts",
                        (files[i].len + MEBIBYTE - 1) / MEBIBYTE, limits->file / MEBIBYTE);
    }
}

static size_t bytes_of(const struct file *files, size_t count)
{
    size_t sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += files[i].len;
    return sum;
}

bool attachment_check(struct store *store, struct arena *arena, const struct attachment_limits *limits, const struct value *list,
                      const struct file *files, size_t count, struct problems *problems, struct err *err)
{
    const struct value *row = store_row(store, arena, err, QUERY_ATTACHMENT_TOTAL, "");
    int64_t kept = value_get_int(row, "bytes", 0) + (int64_t)bytes_of(files, count);
    int has = count_attached(list);
    if (!row)
        return false;
    check_sizes(limits, files, count, problems);
    if (count + (size_t)has > (size_t)limits->record)
        problem_add(problems, NULL, 0, NULL, "một bản ghi có nhiều nhất %d tệp, bản ghi này đã có %d; gỡ bớt, hoặc ghép các trang thành một PDF",
                    "a record has at most %d files, this one has %d already; detach some, or put the pages into one PDF", limits->record, has);
    if (kept > (int64_t)limits->total * MEBIBYTE)
        problem_add(problems, NULL, 0, NULL,
                    "các tệp kèm theo đã gần hết chỗ (%d MiB); nhờ quản trị viên tăng [attachments] total trong thiduad.conf",
                    "the files of records have taken nearly all of their place (%d MiB); have an administrator raise [attachments] total in "
                    "thiduad.conf", limits->total);
    return true;
}

/* ---- changes ---- */

static const char *name_of_same(const struct value *list, const char *hash)
{
    for (size_t i = 0; i < value_len(list); i++)
        if (value_get_bool(value_at(list, i), "attached", true) && strcmp(value_get_text(value_at(list, i), "sha256", ""), hash) == 0)
            return value_get_text(value_at(list, i), "name", "");
    return NULL;
}

static struct value *said_of(struct arena *arena, const struct attachment_clean *clean, const char *hash, const char *original, int64_t id)
{
    struct value *file = value_map(arena);
    value_set_int(file, "id", id);
    value_set_text(file, "name", clean->name);
    value_set_text(file, "media", clean->media);
    value_set_int(file, "size", (int64_t)clean->len);
    for (size_t i = 0; i < value_len(clean->facts); i++)
        value_set(file, value_key(clean->facts, i), value_item(clean->facts, i));
    value_set_text(file, "sha256", hash);
    value_set_text(file, "original", original);
    return file;
}

bool attachment_add(struct change *change, struct arena *arena, const struct attachment_record *record, const struct value *list,
                    const struct attachment_clean *clean, const struct file *original, struct problems *problems, struct value *added,
                    struct err *err)
{
    const char *hash = digest_bytes(arena, clean->bytes, clean->len), *came = digest_bytes(arena, original->bytes, original->len);
    const char *same = name_of_same(list, hash) ? name_of_same(list, hash) : name_of_same(added, hash);
    if (same) {
        problem_add(problems, original->path, 0, NULL, "bản ghi đã có tệp này (“%s”)", "the record has this file already (“%s”)", same);
        return true;
    }
    if (!store_do(change->store, err, QUERY_CONTENT_PUT, "tb", hash, (const void *)clean->bytes, clean->len) ||
        !store_do(change->store, err, QUERY_ATTACHMENT_INSERT, "tttttivti", record->type, record->key, clean->name, clean->media, hash,
                  (int64_t)clean->len, clean->facts, came, change->sequence))
        return false;
    value_append(added, said_of(arena, clean, hash, came, store_last_id(change->store)));
    return true;
}

bool attachment_detach(struct change *change, int64_t id, struct err *err)
{
    return store_do(change->store, err, QUERY_ATTACHMENT_DETACH, "ii", id, change->sequence);
}

bool attachment_move(struct change *change, const char *type, const char *from, const char *to, struct err *err)
{
    return store_do(change->store, err, QUERY_ATTACHMENT_MOVE, "ttti", type, from, to, change->sequence);
}
