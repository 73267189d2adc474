/* What units below have sealed: taken as records, listed, walked down to their rows, handed out as they came, with proof. */
#include "command/perform.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/err.h"
#include "base/problem.h"
#include "base/value.h"
#include "handler/record_call.h"
#include "import/import.h"
#include "package/package.h"
#include "proof/bundle_read.h"
#include "proof/proof_text.h"
#include "received/received_check.h"
#include "received/received_note.h"
#include "received/received_sender.h"
#include "received/received_sheet.h"
#include "received/received_walk.h"
#include "record/record_type.h"
#include "store/store.h"
#include "zip/archive.h"

#include <string.h>

/* ---- taken ---- */

/* The type that is said to take them. */
static const struct record_type *type_for(const struct package *package, struct err *err)
{
    for (size_t i = 0; i < package->types.len; i++)
        if (package->types.items[i].bundles)
            return &package->types.items[i];
    err_set(err, "phong trào này không nhận gói của cấp dưới: chưa loại số liệu nào ở records.ini có bundles = yes",
            "this contest takes no bundles of units below: no record type of records.ini has bundles = yes");
    return NULL;
}

/* What was taken of the phase before, where that is another seal; *ret_earlier NULL: nothing. */
static bool read_earlier(struct command_call *call, const struct value *latest, const struct bundle *bundle, const struct bundle **ret_earlier, struct err *err)
{
    const char *hash = value_get_text(latest, "hash", NULL);
    struct bundle *earlier = arena_alloc(call->arena, sizeof *earlier);
    struct problems said;
    struct file file;
    *ret_earlier = NULL;
    problems_init(&said, call->arena);
    if (!hash || strcmp(hash, value_get_text(bundle->seal, "hash", "")) == 0)
        return true;
    if (!received_note_file(call->store, call->arena, latest, &file, err) || !bundle_open(call->worker, call->arena, &file, &said, earlier, err))
        return false;
    *ret_earlier = earlier;
    return true;
}

/* A sheet for each bundle that is taken; what is refused stands among the problems of the change. */
static bool read_bundles(struct command_call *call, struct record_change *change, const struct record_type *type, struct import_file *files, struct err *err)
{
    const struct received_check check = {change->turn->package, call->store, instant_day(clock_now(call->clock)), call->arena, &change->problems};
    for (size_t i = 0; i < call->files.len; i++) {
        const struct file *file = &call->files.items[i];
        const struct value *latest;
        const struct bundle *earlier;
        struct bundle bundle;
        size_t errors = change->problems.errors;
        call_progress(call, "đang kiểm tra gói %zu trong %zu", "checking bundle %zu of %zu", i + 1, call->files.len);
        files[i] = (struct import_file){.type = type->name, .file = *file};
        if (!bundle_open(call->worker, call->arena, file, &change->problems, &bundle, err)) {
            problem_add_err(&change->problems, file->path, 0, NULL, err);
            continue;
        }
        if (!received_check(&check, file, &bundle, &latest, err))
            return false;
        if (change->problems.errors > errors)
            continue;
        if (!read_earlier(call, latest, &bundle, &earlier, err) || !received_note_insert(&change->change, &bundle, file, call->arena, err))
            return false;
        files[i].sheet = received_sheet(call->arena, type, &bundle, earlier);
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
    const struct record_type *type = type_for(turn.package, err);
    struct import_file *files = arena_alloc(call->arena, (call->files.len + 1) * sizeof *files);
    if (type && !call->files.len)
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
    const struct value *rows = store_rows(call->store, call->arena, err, QUERY_BUNDLE_LIST, "");
    struct value *list = rows ? value_list(call->arena) : NULL;
    for (size_t i = 0; i < value_len(rows); i++) {
        struct value *row = value_copy(call->arena, value_at(rows, i));
        value_set_text(row, "at", instant_text(call->arena, value_get_int(row, "at", 0)));
        value_append(list, row);
    }
    return list;
}

/* The bundle that the call names, with its bytes. */
static const struct value *taken_asked(struct command_call *call, struct file *ret_file, struct err *err)
{
    const char *hash = call_text(call, "seal");
    const struct value *note = hash ? received_note_get(call->store, call->arena, hash, err)
                                    : received_note_latest(call->store, call->arena, call_text(call, "unit"), call_text(call, "phase"), NULL, err);
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
