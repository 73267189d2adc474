/* What units below have sealed: taken as records, listed, walked down to their rows, handed out as they came, with proof. */
#include "command/perform.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/digest.h"
#include "base/err.h"
#include "base/problem.h"
#include "base/text_index.h"
#include "base/value.h"
#include "handler/record_call.h"
#include "import/import.h"
#include "package/package.h"
#include "proof/bundle_read.h"
#include "proof/proof_text.h"
#include "received/received_check.h"
#include "received/received_live.h"
#include "received/received_note.h"
#include "received/received_sender.h"
#include "received/received_sheet.h"
#include "received/received_walk.h"
#include "record/record_type.h"
#include "store/store.h"
#include "zip/archive.h"

#include <string.h>

/* ---- taken ---- */

/* The unit's records in force. */
static const struct value *live_of(struct command_call *call, const struct record_type *type, const char *unit, struct err *err)
{
    struct value *units = value_list(call->arena);
    value_append(units, value_text(call->arena, unit));
    return received_live(call->store, call->arena, type, units, err);
}

/* Of a seal that stands the file that stands behind it is the one that was taken: another file of it says nothing new. */
static bool keep_file(struct command_call *call, struct record_change *change, const struct value *latest, struct import_file *file, struct bundle *bundle, struct err *err)
{
    struct problems said;
    struct file kept;
    problems_init(&said, call->arena);
    if (strcmp(digest_bytes(call->arena, file->file.bytes, file->file.len), value_get_text(latest, "content", "")) == 0)
        return true;
    problem_warn(&change->problems, file->file.path, 0, NULL, "bản chốt “%1$s” đã nhận bằng một tệp khác ở lần %2$lld, giữ tệp ấy; muốn thay thì hoàn tác lần ấy trước (import undo %2$lld)",
                 "the seal “%1$s” was taken from another file by %2$lld, which stays; to replace it undo that first (import undo %2$lld)", value_get_text(latest, "seal", ""),
                 (long long)value_get_int(latest, "sequence", 0));
    if (!received_note_file(call->store, call->arena, latest, &kept, err) || !bundle_open(call->worker, call->arena, &kept, &said, bundle, err))
        return false;
    file->file.bytes = kept.bytes;
    file->file.len = kept.len;
    return true;
}

/* Which of two bundles of one phase in one call is meant nobody can say before either is written. */
static void check_twice(struct command_call *call, struct record_change *change, struct text_index *seen, struct file *file, const struct bundle *bundle)
{
    const char *unit = value_get_text(bundle->issuer, "unit", ""), *phase = value_get_text(bundle->content, "phase", "");
    void **place = text_index_place(seen, call->arena, arena_printf(call->arena, "%s/%s", unit, phase));
    if (*place)
        problem_add(&change->problems, file->path, 0, NULL, "hai gói của “%s”, đợt %s, trong một lần nhận (gói kia: %s); chỉ gửi gói sau cùng",
                    "two bundles of “%s”, phase %s, in one call (the other one: %s); send the later one alone", unit, phase, ((const struct file *)*place)->path);
    *place = file;
}

/* A sheet for each bundle that is taken; what is refused stands among the problems of the change. */
static bool read_bundles(struct command_call *call, struct record_change *change, const struct record_type *type, struct import_file *files, struct err *err)
{
    const struct received_check check = {change->turn->package, call->store, type, instant_day(clock_now(call->clock)), call->arena, &change->problems};
    struct text_index seen = {0};
    for (size_t i = 0; i < call->files.len; i++) {
        struct file *file = &call->files.items[i];
        const struct value *latest, *live;
        struct bundle bundle;
        size_t errors = change->problems.errors;
        call_progress(call, "đang kiểm tra gói %zu trong %zu", "checking bundle %zu of %zu", i + 1, call->files.len);
        files[i] = (struct import_file){.type = type->name, .file = *file};
        if (!bundle_open(call->worker, call->arena, file, &change->problems, &bundle, err)) {
            problem_add_err(&change->problems, file->path, 0, NULL, err);
            continue;
        }
        live = live_of(call, type, value_get_text(bundle.issuer, "unit", ""), err);
        if (!live || !received_check(&check, file, &bundle, live, &latest, err))
            return false;
        check_twice(call, change, &seen, file, &bundle);
        if (change->problems.errors > errors)
            continue;
        bool again = strcmp(value_get_text(latest, "hash", ""), value_get_text(bundle.seal, "hash", "")) == 0;
        if (again ? !keep_file(call, change, latest, &files[i], &bundle, err) : !received_note_insert(&change->change, &bundle, file, call->arena, err))
            return false;
        files[i].sheet = received_sheet(call->arena, type, &bundle, live);
    }
    return true;
}

struct value *command_seals_import(struct command_call *call, struct err *err)
{
    struct turn turn;
    struct record_change change;
    struct import_call asked;
    if (!record_call_open(call, &turn, &change, err))
        return NULL;
    const struct record_type *type = received_type(turn.package);
    struct import_file *files = arena_alloc(call->arena, (call->files.len + 1) * sizeof *files);
    if (!type)
        err_set(err, "phong trào này không nhận gói của cấp dưới: chưa loại số liệu nào ở records.ini có bundles = yes",
                "this contest takes no bundles of units below: no record type of records.ini has bundles = yes");
    else if (!call->files.len)
        err_set(err, "không có gói nào để nhận; ghi tên tệp của seals export", "there is no bundle to take; name files of seals export");
    if (!type || !call->files.len)
        return NULL;
    change.files = files;
    change.file_count = call->files.len;
    bool good = record_call_begin(call, &change, "seals import", &asked, err) && read_bundles(call, &change, type, files, err);
    asked.bundles = true;
    asked.revive = true; /* which of two seals is the later they say themselves */
    good = good && import_files(&asked, files, call->files.len, call->arena, &change.problems, &change.outcome, err);
    return record_call_finish(call, &change, good, value_map(call->arena), err);
}

/* ---- what was taken ---- */

struct value *command_seals_senders(struct command_call *call, struct err *err)
{
    const struct package *package;
    const struct period_list *periods;
    return call_contest(call, &package, &periods, err) ? received_sender_list(package, instant_day(clock_now(call->clock)), call->arena) : NULL;
}

struct value *command_seals_taken(struct command_call *call, struct err *err)
{
    const struct package *package;
    const struct period_list *periods;
    const struct value *rows = call_contest(call, &package, &periods, err) ? store_rows(call->store, call->arena, err, QUERY_BUNDLE_LIST, "") : NULL;
    struct value *units = value_list(call->arena);
    for (size_t i = 0; i < value_len(rows); i++)
        value_append(units, value_text(call->arena, value_get_text(value_at(rows, i), "unit", "")));
    const struct record_type *type = rows ? received_type(package) : NULL;
    const struct value *live = rows ? received_live(call->store, call->arena, type, units, err) : NULL;
    struct value *list = live ? value_list(call->arena) : NULL;
    for (size_t i = 0; list && i < value_len(rows); i++) {
        struct value *row = value_copy(call->arena, value_at(rows, i));
        value_set_text(row, "at", instant_text(call->arena, value_get_int(row, "at", 0)));
        value_set_bool(row, "current", received_is_live(type, live, row));
        value_append(list, row);
    }
    return list;
}

/* The bundle that the call names, with its bytes. */
static const struct value *taken_asked(struct command_call *call, struct file *ret_file, struct err *err)
{
    const char *hash = call_text(call, "seal"), *unit = call_text(call, "unit"), *phase = call_text(call, "phase");
    const struct package *package;
    const struct period_list *periods;
    if (!call_contest(call, &package, &periods, err))
        return NULL;
    const struct record_type *type = received_type(package);
    const struct value *live = hash ? NULL : live_of(call, type, unit, err);
    const struct value *note = hash   ? received_note_get(call->store, call->arena, unit, phase, hash, err)
                               : live ? received_note_latest(call->store, call->arena, type, live, unit, phase, NULL, err)
                                      : NULL;
    if (note && value_is_null(note)) {
        err_set(err, "chưa nhận gói nào như vậy; xem seals taken", "no such bundle was taken; see seals taken");
        return NULL;
    }
    return note && received_note_file(call->store, call->arena, note, ret_file, err) ? note : NULL;
}

struct value *command_seals_walk(struct command_call *call, struct err *err)
{
    struct problems problems;
    struct bundle bundle;
    struct file file;
    problems_init(&problems, call->arena);
    const struct value *note = taken_asked(call, &file, err);
    if (!note || !bundle_open(call->worker, call->arena, &file, &problems, &bundle, err))
        return NULL;
    struct value *walk = received_walk(call->arena, &bundle, note, call_text(call, "criterion"));
    value_set(walk, "problems", problems_to_value(&problems, call->arena));
    return walk;
}

/* The bundle as it came, with what checks it without a daemon. */
struct value *command_seals_proof(struct command_call *call, struct err *err)
{
    struct file file;
    struct buffer out = {0};
    const struct value *note = taken_asked(call, &file, err);
    if (!note)
        return NULL;
    struct archive_entry entries[] = {{"bundle.json", file.bytes, file.len, NULL},
                                      {"verify.py", proof_verify, strlen(proof_verify), NULL},
                                      {"verify_bundle.py", proof_verify_bundle, strlen(proof_verify_bundle), NULL}};
    bool made = archive_write(&(struct archive){entries, LEN(entries)}, &out, err);
    call->bytes_len = made ? out.len : 0;
    call->bytes = made ? buffer_take(&out, call->arena) : NULL;
    buffer_finish(&out);
    return made ? value_printf(call->arena, "%s-%s.zip", value_get_text(note, "unit", ""), value_get_text(note, "seal", "")) : NULL;
}
