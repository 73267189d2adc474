#include "store/change.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/digest.h"
#include "base/err.h"
#include "base/json.h"
#include "base/value.h"
#include "store/commit_mark.h"
#include "store/database.h"
#include "store/row_digest.h"
#include "store/store.h"

#include <string.h>

enum { VERIFY_BATCH = 1000 }; /* rows that are in memory at once */

/* {sequence, hash} of the newest row, {0, ""} before the first; NULL on an error. */
static struct value *read_head(struct store *store, struct arena *arena, struct err *err)
{
    struct value *head = store_row(store, arena, err, QUERY_AUDIT_HEAD, "");
    if (head && value_is_null(head)) {
        head = value_map(arena);
        value_set_int(head, "sequence", 0);
        value_set_text(head, "hash", "");
    }
    return head;
}

static void roll_back(struct store *store)
{
    row_digest_end(store);
    store_write_cancel(store);
}

bool change_begin(struct change *change, struct store *store, int64_t at, const char *actor, const char *via,
                  const char *action, const char *reason, struct err *err)
{
    if (!store_write_begin(store, err))
        return false;
    struct arena *arena = arena_create();
    struct value *head = read_head(store, arena, err);
    int64_t sequence = value_get_int(head, "sequence", 0) + 1;
    bool good = head && row_digest_begin(store, sequence, err);
    if (good)
        *change = (struct change){.store = store,
                                  .sequence = sequence,
                                  .at = at,
                                  .actor = actor,
                                  .via = via,
                                  .action = action,
                                  .reason = reason};
    else
        roll_back(store);
    arena_destroy(arena);
    return good;
}

static struct value *audit_row(struct arena *arena, const struct change *change, const char *previous,
                               const struct value *detail)
{
    struct value *row = value_map(arena);
    value_set_text(row, "previous", previous);
    value_set_int(row, "sequence", change->sequence);
    value_set_int(row, "at", change->at);
    value_set_text(row, "actor", change->actor);
    value_set_text(row, "via", change->via);
    value_set_text(row, "action", change->action);
    value_set_text(row, "reason", change->reason);
    value_set(row, "detail", detail);
    return row;
}

/* Fills {table: hash} of what the change wrote. */
typedef bool read_tables(struct store *store, struct arena *arena, struct value *tables, struct err *err);

static bool write_audit(const struct change *change, const struct value *detail, struct arena *arena,
                        const char **ret_hash, struct err *err)
{
    struct value *head = read_head(change->store, arena, err);
    if (!head)
        return false;
    const char *previous = value_get_text(head, "hash", "");
    char *hash = digest_value(arena, audit_row(arena, change, previous, detail));
    struct buffer text = {0};
    json_write_canonical(&text, detail);
    *ret_hash = hash;
    return store_do(change->store, err, QUERY_AUDIT_INSERT, "iittttttt", change->sequence, change->at,
                    change->actor, change->via, change->action, change->reason, buffer_take(&text, arena),
                    previous, hash);
}

/* What the caller says of the change, and the hashes of the rows that it wrote. */
static struct value *whole_detail(struct arena *arena, const struct value *detail, const struct value *tables)
{
    struct value *whole = value_map(arena);
    for (size_t i = 0; i < value_len(detail); i++)
        value_set(whole, value_key(detail, i), value_item(detail, i));
    if (value_len(tables) > 0)
        value_set(whole, "tables", tables);
    return whole;
}

static bool end(struct change *change, const struct value *detail, read_tables *read, struct err *err)
{
    struct store *store = change->store;
    struct arena *arena = arena_create();
    struct value *tables = value_map(arena);
    const char *hash;
    bool ok = read(store, arena, tables, err) &&
              write_audit(change, whole_detail(arena, detail, tables), arena, &hash, err) &&
              store_write_commit(store, err);
    if (ok) {
        row_digest_end(store);
        commit_mark_note(store, change->sequence, hash);
    } else {
        roll_back(store);
    }
    change->store = NULL;
    arena_destroy(arena);
    return ok;
}

bool change_commit(struct change *change, const struct value *detail, struct err *err)
{
    return end(change, detail, row_digest_read, err);
}

bool change_commit_restated(struct change *change, const struct value *detail, struct err *err)
{
    return end(change, detail, row_digest_restate, err);
}

void change_cancel(struct change *change)
{
    if (!change->store)
        return;
    roll_back(change->store);
    change->store = NULL;
}

bool change_version(struct store *store, int64_t *ret_sequence, struct err *err)
{
    struct arena *arena = arena_create();
    const struct value *head = read_head(store, arena, err);
    if (head)
        *ret_sequence = value_get_int(head, "sequence", 0);
    arena_destroy(arena);
    return head != NULL;
}

int64_t change_latest(struct store *store)
{
    int64_t sequence = -1;
    change_version(store, &sequence, NULL);
    return sequence;
}

int64_t change_latest_at(struct store *store)
{
    struct arena *arena = arena_create();
    int64_t at = value_get_int(read_head(store, arena, NULL), "at", INT64_MIN);
    arena_destroy(arena);
    return at;
}

/* What is hashed, from what the row holds, with its types, so that a number turned into a text is found too; NULL when its detail is no JSON. */
static struct value *hashed_row(const struct value *row, struct arena *arena)
{
    static const char *const plain[] = {"previous", "sequence", "at", "actor", "via", "action", "reason"};
    const char *text = value_get_text(row, "detail", "");
    struct value *detail = json_parse(arena, text, strlen(text), NULL), *hashed = value_map(arena);
    for (size_t i = 0; i < LEN(plain); i++)
        value_set(hashed, plain[i], value_get(row, plain[i]));
    value_set(hashed, "detail", detail);
    return detail ? hashed : NULL;
}

static bool row_holds(const struct value *row, int64_t sequence, const char *previous, struct arena *arena)
{
    const char *text = value_get_text(row, "detail", "");
    const struct value *hashed = hashed_row(row, arena);
    struct buffer canonical = {0};
    if (!hashed || value_get_int(row, "sequence", 0) != sequence)
        return false;
    json_write_canonical(&canonical, value_get(hashed, "detail"));
    return strcmp(buffer_take(&canonical, arena), text) == 0 &&
           strcmp(value_get_text(row, "previous", "?"), previous) == 0 &&
           strcmp(digest_value(arena, hashed), value_get_text(row, "hash", "")) == 0;
}

bool change_verify(struct store *store, struct arena *arena, int64_t *ret_rows, struct err *err)
{
    const char *previous = "";
    int64_t sequence = 0;
    size_t count;
    do {
        struct arena *batch = arena_create();
        struct value *rows =
            store_rows(store, batch, err, QUERY_AUDIT_AFTER, "ii", sequence, (int64_t)VERIFY_BATCH);
        bool ok = rows != NULL;
        count = value_len(rows);
        for (size_t i = 0; ok && i < count; i++) {
            const struct value *row = value_at(rows, i);
            ok =
                row_holds(row, ++sequence, previous, batch) ||
                err_set(
                    err, "nhật ký bị sửa: dòng %lld không khớp với mã băm của nó hoặc của dòng trước",
                    "the audit log was changed: row %lld does not agree with its hash or with the row before",
                    (long long)sequence);
            previous = value_get_text(row, "hash", "");
        }
        previous = arena_strdup(arena, previous); /* the batch goes, the link stays */
        arena_destroy(batch);
        if (!ok)
            return false;
    } while (count == VERIFY_BATCH);
    *ret_rows = sequence;
    return true;
}

bool change_lines(struct store *store, struct arena *arena, int64_t first, struct buffer *out, int64_t *ret_last, const char **ret_head, struct err *err)
{
    int64_t sequence = first - 1;
    size_t count;
    *ret_head = "";
    do {
        struct arena *batch = arena_create();
        const struct value *rows = store_rows(store, batch, err, QUERY_AUDIT_AFTER, "ii", sequence, (int64_t)VERIFY_BATCH);
        bool ok = rows != NULL;
        count = value_len(rows);
        for (size_t i = 0; ok && i < count; i++) {
            const struct value *row = value_at(rows, i), *hashed = hashed_row(row, batch);
            ok = hashed || err_set(err, "nhật ký bị sửa ở dòng %lld; xem audit verify", "the audit log was changed at row %lld; see audit verify",
                                   (long long)value_get_int(row, "sequence", 0));
            if (ok)
                json_write_canonical(out, hashed);
            buffer_putc(out, '\n');
            sequence = value_get_int(row, "sequence", 0);
            *ret_head = arena_strdup(arena, value_get_text(row, "hash", ""));
        }
        arena_destroy(batch);
        if (!ok)
            return false;
    } while (count == VERIFY_BATCH);
    *ret_last = sequence;
    return true;
}
