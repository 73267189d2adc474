/*
 * Records come in. One change for all files of a call: checked, written, what it touches noted, committed;
 * then the periods that owe a run are run again before the answer (contest.md §1). The files themselves are
 * kept.
 */
#include "command/perform.h"

#include "agenda/agenda.h"
#include "agenda/owed_run.h"
#include "base/arena.h"
#include "base/base64.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/digest.h"
#include "base/err.h"
#include "base/problem.h"
#include "base/value.h"
#include "entry/entry_marked.h"
#include "import/header_row.h"
#include "import/import.h"
#include "package/package.h"
#include "parse/parse_sheet.h"
#include "record/record_type.h"
#include "store/change.h"
#include "store/record_digest.h"
#include "store/store.h"
#include "workbook/workbook_file.h"
#include "workflow/workflow.h"

struct files {
    struct import_file *items;
    size_t len;
};

/* What came from outside is parsed by a worker, never here. False when none could be had. */
static bool parse_files(struct command_call *call, const struct package *package, const struct record_type *type,
                        struct problems *problems, struct files *files, struct err *err)
{
    struct parse_way way = {.legacy = call_text(call, "encoding")};
    way.names = header_row_words(call->arena, package, type, &way.name_count);
    for (size_t i = 0; i < files->len; i++)
        if (!parse_sheet(call->worker, &files->items[i].file, &way, call->arena, problems, &files->items[i].sheet, err))
            return false;
    return true;
}

/* One file of a type that was named, or a folder whose files' names say it. */
static bool read_files(struct command_call *call, const struct package *package, struct problems *problems,
                       struct files *files, struct err *err)
{
    const char *name = call_text(call, "type");
    const struct record_type *type = name ? call_type(call, package, name, err) : NULL;
    if (!call->files.len)
        return err_set(err, "không có tệp nào để nhập", "there is no file to import");
    if (name && call->files.len != 1)
        return err_set(err, "một loại số liệu thì một tệp; cả thư mục thì dùng --dir",
                       "one type takes one file; for a folder use --dir");
    if (name && !type)
        return false;
    *files = (struct files){arena_alloc(call->arena, call->files.len * sizeof *files->items), call->files.len};
    for (size_t i = 0; i < files->len; i++)
        files->items[i] = (struct import_file){.type = type ? type->name : NULL, .file = call->files.items[i]};
    if (!parse_files(call, package, type, problems, files, err))
        return false;
    files->len = import_file_find(package, files->items, files->len, call->arena, problems);
    return true;
}

/* Keeps the bytes of every file beside the rows that came of it; what the audit row says of them. */
static struct value *keep_files(struct command_call *call, struct change *change, const struct files *files,
                                const int64_t *rows, struct err *err)
{
    struct value *list = value_list(call->arena);
    for (size_t i = 0; i < files->len; i++) {
        const struct import_file *item = &files->items[i];
        char *hash = digest_bytes(call->arena, item->file.bytes, item->file.len);
        if (!store_do(change->store, err, QUERY_CONTENT_PUT, "tb", hash, item->file.bytes, item->file.len) ||
            !store_do(change->store, err, QUERY_IMPORTED_INSERT, "ittti", change->sequence, item->type,
                      item->file.path, hash, rows[i]))
            return NULL;
        struct value *map = value_map(call->arena);
        value_set_text(map, "type", item->type);
        value_set_text(map, "file", item->file.path);
        value_set_text(map, "sha256", hash);
        value_append(list, map);
    }
    return list;
}

/* A hash of what was written of each type (record_digest.h); a type of which nothing was written has none. */
static struct value *hash_records(struct command_call *call, struct turn *turn, struct change *change,
                                  const struct files *files, struct err *err)
{
    struct value *records = value_map(call->arena);
    for (size_t i = 0; i < files->len; i++) {
        const struct record_type *type = record_type_find(&turn->package->types, files->items[i].type);
        if (!value_get(records, type->name) &&
            !record_digest_add(change->store, type, change->sequence, call->arena, records, err))
            return NULL;
    }
    return records;
}

static struct value *outcome_value(struct command_call *call, const struct import_outcome *outcome)
{
    struct value *map = value_map(call->arena);
    value_set_int(map, "read", outcome->read);
    value_set_int(map, "added", outcome->added);
    value_set_int(map, "corrected", outcome->corrected);
    value_set_int(map, "unchanged", outcome->unchanged);
    value_set_int(map, "outdated", outcome->outdated);
    return map;
}

static bool commit(struct command_call *call, struct turn *turn, struct change *change,
                   const struct files *files, const struct import_outcome *outcome, struct err *err)
{
    struct value *detail = outcome_value(call, outcome);
    struct value *kept = keep_files(call, change, files, outcome->rows, err);
    struct value *records = kept ? hash_records(call, turn, change, files, err) : NULL;
    if (!records || !owed_run_note(turn, change, outcome->touched, (int)outcome->touched_count, err))
        return false;
    value_set(detail, "files", kept);
    value_set(detail, "records", records);
    return change_commit(change, detail, err);
}

/* The records are in and stay in; what is owed is tried again by the daemon's timer. */
static void settle(struct turn *turn, struct problems *problems)
{
    struct err err = {0};
    if (agenda_settle(turn, &err))
        return;
    err_prefix(&err, "số liệu đã nhập, nhưng chưa tính lại được, máy chủ sẽ thử lại",
               "the records are in, but could not be evaluated yet, the daemon will try again");
    struct value *list = value_list(turn->arena), *map = value_map(turn->arena);
    value_set_text(map, "level", "warning");
    value_set_text(map, "vi", err.vi);
    value_set_text(map, "en", err.en);
    value_append(list, map);
    problems_add_value(problems, list);
    err_clear(&err);
}

/* Everything between the begin and the end of the change. NULL: it was cancelled (err), nothing happened. */
static struct value *import_change(struct command_call *call, struct turn *turn, struct change *change,
                                   const struct files *files, struct problems *problems, struct err *err)
{
    struct import_outcome outcome = {0};
    const struct import_call asked = {.change = change, .package = turn->package, .periods = turn->periods,
                                      .roles = WORKFLOW_ADMINISTRATOR, .today = instant_day(clock_now(call->clock)),
                                      .reason = call_text(call, "reason"), .moves = call_flag(call, "moves"), .revive = call_flag(call, "revive")};
    if (!import_files(&asked, files->items, files->len, call->arena, problems, &outcome, err))
        return NULL;
    struct value *answer = outcome_value(call, &outcome);
    if (call_flag(call, "dry-run") || (!problems->errors && outcome.added + outcome.corrected == 0)) {
        change_cancel(change);
        return answer;
    }
    if (problems->errors)
        return call_refuse(call, problems, err);
    if (!commit(call, turn, change, files, &outcome, err))
        return NULL;
    settle(turn, problems);
    return answer;
}

static struct value *refuse_names(struct command_call *call, struct problems *problems, struct err *err)
{
    struct import_outcome nothing = {0};
    return call_flag(call, "dry-run") ? outcome_value(call, &nothing) : call_refuse(call, problems, err);
}

static bool check_marked(const struct command_call *call, struct err *err)
{
    return !call_text(call, "marked") || (call_flag(call, "dry-run") && call->files.len == 1) ||
           err_set(err, "--marked đi cùng --dry-run, với một tệp", "--marked goes with --dry-run and one file");
}

/* The file as a workbook with what is wrong in it; one that could not be read at all has none. */
static bool add_marked(struct command_call *call, const struct package *package, const struct files *files,
                       const struct problems *problems, struct value *answer, struct err *err)
{
    const struct import_file *file = files->len ? &files->items[0] : NULL;
    if (!file || !file->sheet)
        return true;
    const struct record_type *type = record_type_find(&package->types, file->type);
    struct value *marked = value_map(call->arena);
    const char *bytes;
    size_t len;
    if (!workbook_file(call->worker, call->arena,
                       entry_marked_describe(call->arena, type, file->file.path, file->sheet, problems), &bytes, &len, err))
        return false;
    value_set(marked, "name", value_printf(call->arena, "%s-loi.xlsx", type->name));
    value_set_text(marked, ANSWER_BYTES, base64_text(call->arena, bytes, len));
    value_set(answer, "marked", marked);
    return true;
}

struct value *command_import(struct command_call *call, struct err *err)
{
    struct turn turn;
    struct change change;
    struct files files = {0};
    struct problems problems;
    problems_init_grouped(&problems, call->arena);
    if (!check_marked(call, err) || !call_turn(call, &turn, err) || !call_contest(call, &turn.package, &turn.periods, err) ||
        !read_files(call, turn.package, &problems, &files, err))
        return NULL;
    struct value *answer;
    if (files.len < call->files.len) { /* of what cannot be told apart no row can be checked */
        answer = refuse_names(call, &problems, err);
    } else {
        if (!change_begin(&change, call->store, clock_now(call->clock), call->actor, call->via, "import",
                          call_text(call, "reason"), err))
            return NULL;
        answer = import_change(call, &turn, &change, &files, &problems, err);
        change_cancel(&change);
    }
    if (!answer)
        return NULL;
    if (call_text(call, "marked") && !add_marked(call, turn.package, &files, &problems, answer, err))
        return NULL;
    problems_sort(&problems);
    value_set_bool(answer, "dry_run", call_flag(call, "dry-run"));
    value_set_bool(answer, "written", !call_flag(call, "dry-run") && value_get_int(answer, "added", 0) +
                                                                         value_get_int(answer, "corrected", 0) > 0);
    value_set(answer, "problems", problems_to_value(&problems, call->arena));
    return answer;
}
