/* The files that a record carries: attached, detached, listed, handed out. */
#include "command/perform.h"

#include "attachment/attachment.h"
#include "attachment/attachment_clean.h"
#include "attachment/attachment_limits.h"
#include "base/arena.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/err.h"
#include "base/problem.h"
#include "base/value.h"
#include "import/contest_span.h"
#include "import/stored_record.h"
#include "media/media.h"
#include "package/package.h"
#include "person/caller.h"
#include "record/record_key.h"
#include "record/record_type.h"
#include "revision/record_version.h"
#include "store/change.h"
#include "store/store.h"
#include "workflow/role.h"
#include "workflow/workflow.h"

#include <string.h>

/* The record that type and key name, as it stands. */
struct carrier {
    struct attachment_record record;
    const char *state;
    const struct cell *cells;
    const struct value *files; /* attachment_list */
    struct value *exceptions;  /* by which files of a locked month may change */
};

/* *ret_key NULL: there is no such record. */
static bool read_stored(struct command_call *call, const struct record_type *type, struct carrier *carrier, struct err *err)
{
    struct record_version_reader reader;
    struct record_versions versions;
    struct cell *key;
    if (!record_key_read(call->arena, type, call_text(call, "key"), &key, err))
        return false;
    record_version_init(&reader, type, call->store, call->arena);
    bool good = record_version_read(&reader, key, &versions, err);
    record_version_finish(&reader);
    const struct stored_version *live = good ? record_version_live(&versions) : NULL;
    if (!live)
        return good && err_set(err, "không có bản ghi “%s”; xem lại đơn vị và mã", "there is no record “%s”; look at the unit and the id again",
                               call_text(call, "key"));
    *carrier = (struct carrier){{type->name, record_key_show(call->arena, type, live->cells)}, live->state, live->cells, NULL, value_list(call->arena)};
    return true;
}

static bool open_carrier(struct command_call *call, struct carrier *ret_carrier, struct err *err)
{
    const struct package *package;
    const struct period_list *periods;
    if (!call_contest(call, &package, &periods, err))
        return false;
    const struct record_type *type = call_type(call, package, call_text(call, "type"), err);
    if (!type || !read_stored(call, type, ret_carrier, err))
        return false;
    ret_carrier->files = attachment_list(call->store, call->arena, &ret_carrier->record, err);
    return ret_carrier->files != NULL;
}

/* The lock of a month holds for what its records carry. */
static bool check_lock(struct command_call *call, const struct carrier *carrier, struct err *err)
{
    struct contest_span_carrier span = {.store = call->store, .cells = carrier->cells, .unit = call->unit, .today = instant_day(clock_now(call->clock))};
    if (!call_contest(call, &span.package, &span.periods, err))
        return false;
    span.type = record_type_find(&span.package->types, carrier->record.type);
    return contest_span_check_carried(&span, call->arena, carrier->exceptions, err);
}

/* A change of a record that counts says why. */
static bool check_reason(const struct command_call *call, const struct carrier *carrier, struct err *err)
{
    return !workflow_is("record", carrier->state, WORKFLOW_COUNTS) || call_text(call, "reason") ||
           err_set(err, "“%s” đã xác nhận; ghi lý do (--reason)", "“%s” is confirmed; say why (--reason)", carrier->record.key);
}

static bool commit(struct command_call *call, struct change *change, const struct carrier *carrier, const char *what,
                   const struct value *files, struct err *err)
{
    struct value *detail = value_map(call->arena);
    value_set_text(detail, "type", carrier->record.type);
    value_set_text(detail, "key", carrier->record.key);
    value_set(detail, what, files);
    if (value_len(carrier->exceptions))
        value_set(detail, "exceptions", carrier->exceptions);
    return change_commit(change, detail, err);
}

static bool begin(struct command_call *call, struct change *change, struct err *err)
{
    return change_begin(change, call->store, clock_now(call->clock), call->actor, call->via, call->command->words, call_text(call, "reason"), err);
}

/* ---- attach ---- */

static bool add_files(struct command_call *call, struct change *change, const struct carrier *carrier, const struct attachment_clean *clean,
                      struct problems *problems, struct value *added, struct err *err)
{
    for (size_t i = 0; i < call->files.len; i++)
        if (!attachment_add(change, call->arena, &carrier->record, carrier->files, &clean[i], &call->files.items[i], problems, added, err))
            return false;
    return true;
}

static struct value *write_files(struct command_call *call, const struct carrier *carrier, const struct attachment_clean *clean,
                                 struct problems *problems, struct err *err)
{
    struct value *added = value_list(call->arena);
    struct change change;
    if (!begin(call, &change, err))
        return NULL;
    bool good = add_files(call, &change, carrier, clean, problems, added, err), whole = good && !problems->errors;
    if (whole)
        good = commit(call, &change, carrier, "attached", added, err);
    change_cancel(&change);
    if (good && !whole)
        return call_refuse(call, problems, err);
    return good ? added : NULL;
}

static bool may_carry(struct command_call *call, const struct carrier *carrier, struct err *err)
{
    if (!call->files.len)
        return err_set(err, "không có tệp nào; chọn ảnh JPEG, PNG hoặc tệp PDF", "there is no file; choose a JPEG, a PNG or a PDF");
    if (strcmp(carrier->state, workflow_to("record", "withdraw")) == 0)
        return err_set(err, "“%s” đã rút; không kèm thêm tệp", "“%s” was withdrawn; no more files are attached to it", carrier->record.key);
    return check_reason(call, carrier, err) && check_lock(call, carrier, err);
}

struct value *command_records_attach(struct command_call *call, struct err *err)
{
    struct carrier carrier;
    struct problems problems;
    struct attachment_clean *clean = arena_alloc(call->arena, (call->files.len + 1) * sizeof *clean);
    problems_init(&problems, call->arena);
    if (!open_carrier(call, &carrier, err) || !may_carry(call, &carrier, err) ||
        !attachment_check(call->store, call->arena, call->attachments, carrier.files, call->files.items, call->files.len, &problems, err))
        return NULL;
    if (!problems.errors && !attachment_clean_all(call->worker, call->files.items, call->files.len, ATTACHMENT_CLEAN_MS, call->arena, &problems,
                                                  clean, err))
        return NULL;
    return problems.errors ? call_refuse(call, &problems, err) : write_files(call, &carrier, clean, &problems, err);
}

/* ---- detach ---- */

static const struct value *find_file(struct command_call *call, const struct carrier *carrier, struct err *err)
{
    const struct value *file = attachment_find(carrier->files, call_number(call, "number", 0));
    if (!file)
        err_set(err, "“%s” không có tệp số %lld; xem records files", "“%s” has no file %lld; see records files", carrier->record.key,
                (long long)call_number(call, "number", 0));
    return file;
}

struct value *command_records_detach(struct command_call *call, struct err *err)
{
    struct carrier carrier;
    struct change change;
    struct value *detached = value_list(call->arena);
    const struct value *file = open_carrier(call, &carrier, err) ? find_file(call, &carrier, err) : NULL;
    if (!file)
        return NULL;
    if (!value_get_bool(file, "attached", false)) {
        err_set(err, "tệp số %lld đã gỡ từ trước", "the file %lld was detached before", (long long)value_get_int(file, "id", 0));
        return NULL;
    }
    value_append(detached, value_get(file, "id"));
    if (!check_lock(call, &carrier, err) || !begin(call, &change, err))
        return NULL;
    bool good = attachment_detach(&change, value_get_int(file, "id", 0), err) && commit(call, &change, &carrier, "detached", detached, err);
    change_cancel(&change);
    return good ? value_copy(call->arena, file) : NULL;
}

/* ---- reading ---- */

/* What was detached is shown to those who look after the records, so that a picture that came by mistake goes out of sight. */
static bool sees_detached(const struct command_call *call)
{
    return (call_roles(call) & (ROLE_REVIEWER | ROLE_AUDITOR | ROLE_ADMINISTRATOR)) != 0;
}

struct value *command_records_files(struct command_call *call, struct err *err)
{
    struct carrier carrier;
    struct value *list = value_list(call->arena);
    if (!open_carrier(call, &carrier, err))
        return NULL;
    for (size_t i = 0; i < value_len(carrier.files); i++) {
        struct value *file = value_copy(call->arena, value_at(carrier.files, i));
        value_set_text(file, "type", carrier.record.type);
        value_set_text(file, "key", carrier.record.key);
        value_set_bool(file, "readable", (value_get_bool(file, "attached", false) || sees_detached(call)) && value_is_null(value_get(file, "erased_at")));
        value_append(list, file);
    }
    return call_actors(call, list, err);
}

/* What a person called it, with the ending of what it is. */
static struct value *file_name(struct arena *arena, const struct value *file)
{
    const char *name = value_get_text(file, "name", "tep"), *dot = strrchr(name, '.'), *media = value_get_text(file, "media", "");
    int len = (int)(dot && dot > name ? (size_t)(dot - name) : strlen(name));
    return value_printf(arena, "%.*s.%s", len, name, strcmp(media, media_name(MEDIA_JPEG)) == 0 ? "jpg" : media);
}

struct value *command_records_file(struct command_call *call, struct err *err)
{
    struct carrier carrier;
    const struct value *file = open_carrier(call, &carrier, err) ? find_file(call, &carrier, err) : NULL;
    if (!file)
        return NULL;
    if (!value_get_bool(file, "attached", false) && !sees_detached(call)) {
        err_set(err, "tệp số %lld đã gỡ; người xác nhận, kiểm tra viên, quản trị viên mới xem được",
                "the file %lld was detached; reviewers, auditors and administrators alone see it", (long long)value_get_int(file, "id", 0));
        err_mark(err, ERR_FORBIDDEN);
        return NULL;
    }
    if (!value_is_null(value_get(file, "erased_at"))) {
        err_set(err, "nội dung của tệp số %lld đã xóa theo thời hạn lưu (%.10s)", "the content of file %lld was erased, for its time is over (%.10s)",
                (long long)value_get_int(file, "id", 0), value_get_text(file, "erased_at", ""));
        return NULL;
    }
    if (!store_blob(call->store, call->arena, err, &call->bytes, &call->bytes_len, QUERY_CONTENT_GET, "t", value_get_text(file, "sha256", "")))
        return NULL;
    if (!call->bytes) {
        err_set(err, "nội dung của tệp số %lld không còn; chạy audit verify", "the content of file %lld is gone; run audit verify",
                (long long)value_get_int(file, "id", 0));
        return NULL;
    }
    return file_name(call->arena, file);
}
