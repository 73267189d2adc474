/* Records come in from files, go back to what they said (an import is undone, a record restored), and move: a record to the right
 * unit, a team to another ward, a member to another team. New versions, nothing is deleted. */
#include "handler/record_call.h"

#include "agenda/record_change.h"
#include "command/retention.h"
#include "attachment/attachment.h"
#include "base/arena.h"
#include "base/base64.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/digest.h"
#include "base/err.h"
#include "base/memory.h"
#include "base/problem.h"
#include "base/value.h"
#include "contest/snapshot.h"
#include "entry/earlier_form.h"
#include "entry/entry_marked.h"
#include "entry/entry_unsent.h"
#include "revision/counter_change.h"
#include "import/header_row.h"
#include "import/import.h"
#include "revision/life_move.h"
#include "revision/record_move.h"
#include "package/package.h"
#include "parse/parse_sheet.h"
#include "record/record_key.h"
#include "record/record_type.h"
#include "sheet/sheet.h"
#include "store/store.h"
#include "workbook/workbook_file.h"
#include "workflow/role.h"
#include "workflow/workflow.h"

#include <string.h>

/* Of the machine's memory, what one import may take: the database's cache, workers and who else asks want theirs. */
enum { IMPORT_SHARE = 4 };

struct files {
    struct import_file *items;
    size_t len;
};

/* What came from outside is parsed by a worker, never here. False when none could be had. */
static bool parse_files(struct command_call *call, const struct package *package, const struct record_type *type,
                        struct problems *problems, struct files *files, struct err *err)
{
    size_t memory = memory_given() / IMPORT_SHARE;
    struct parse_way way = {.legacy = call_text(call, "encoding"), .memory = &memory};
    way.names = header_row_words(call->arena, package, type, &way.name_count);
    for (size_t i = 0; i < files->len; i++)
        if (!parse_sheet(call->worker, &files->items[i].file, &way, call->arena, problems, &files->items[i].sheet, err))
            return false;
    return true;
}

/* A form of before is read by the titles of its day; by those of now where its package is none of this contest's. */
static void read_earlier_forms(struct command_call *call, const struct package *package, struct files *files)
{
    for (size_t i = 0; i < files->len; i++) {
        struct import_file *file = &files->items[i];
        const char *form = file->sheet ? sheet_key(file->sheet, "form") : NULL, *version = form ? sheet_key(file->sheet, "version") : NULL;
        bool other = version && strcmp(version, package->hash) != 0;
        const struct package *past = other ? snapshot_package(call->store, call->arena, version, NULL) : NULL;
        const struct record_type *then = past ? record_type_find(&past->types, form) : NULL, *now = record_type_find(&package->types, form ? form : "");
        if (then && now)
            file->sheet = earlier_form_read(call->arena, then, now, file->sheet);
    }
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
    read_earlier_forms(call, package, files);
    files->len = import_file_find(package, files->items, files->len, call->arena, problems);
    return true;
}

/* ---- the commands ---- */

/* What the good rows alone would do, for whoever tries a file with errors in it: nobody need ask for it to know. The change is
 * cancelled, so that nothing of it stays. */
static bool try_good_rows(struct command_call *call, struct record_change *change, const struct import_call *asked,
                          const struct files *files, struct err *err)
{
    struct problems said; /* once already */
    struct import_call good = *asked;
    struct import_outcome *outcome = arena_alloc(call->arena, sizeof *outcome);
    problems_init_grouped(&said, call->arena);
    good.good_rows = true;
    if (!import_files(&good, files->items, files->len, call->arena, &said, outcome, err))
        return false;
    change->good = outcome->refused ? NULL : outcome;
    return true;
}

static bool check_and_write(struct command_call *call, struct record_change *change, const struct import_call *asked,
                            const struct files *files, struct err *err)
{
    return import_files(asked, files->items, files->len, call->arena, &change->problems, &change->outcome, err) &&
           (!change->outcome.refused || !change->dry_run || asked->good_rows || try_good_rows(call, change, asked, files, err));
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

/* ---- the file that was tried ---- */

/* Whoever tries a file on the page sends it once: it is kept until it is sent or another one is tried. */
static bool keep_file(struct command_call *call, const struct file *file, struct value *answer, struct err *err)
{
    const struct entry_unsent place = entry_unsent_file(call->actor);
    struct value *kept = value_map(call->arena);
    const char *hash = digest_bytes(call->arena, file->bytes, file->len);
    value_set_text(kept, "name", file->path);
    value_set_text(kept, "sha256", hash);
    value_set_text(kept, ANSWER_BYTES, base64_text(call->arena, file->bytes, file->len));
    value_set_text(answer, "kept", hash);
    value_set_text(answer, "kept_name", file->path);
    return entry_unsent_keep(call->store, call->arena, &place, kept, clock_now(call->clock), call->retention->unsent, err);
}

/* The file that was kept, in the place of one that comes with the call. */
static bool take_kept(struct command_call *call, struct err *err)
{
    const struct entry_unsent place = entry_unsent_file(call->actor);
    const char *hash = call_text(call, "kept");
    const struct value *kept;
    int64_t at;
    struct file *file = arena_alloc(call->arena, sizeof *file);
    if (!hash || call->files.len)
        return true;
    if (!entry_unsent_read(call->store, call->arena, &place, &kept, &at, err))
        return false;
    if (!kept || strcmp(value_get_text(kept, "sha256", ""), hash) != 0)
        return err_set(err, "tệp đã kiểm tra không còn được giữ; chọn lại tệp rồi kiểm tra lần nữa",
                       "the file that was checked is not kept any more; choose it again and check it once more");
    *file = (struct file){.path = value_get_text(kept, "name", "")};
    if (!base64_bytes(call->arena, value_get_text(kept, ANSWER_BYTES, ""), &file->bytes, &file->len))
        return err_set(err, "tệp đã giữ bị hỏng; chọn lại tệp", "the kept file is damaged; choose it again");
    call->files = (struct file_list){file, 1};
    return true;
}

/* With the change that writes it. */
static bool drop_kept(struct command_call *call, struct err *err)
{
    const struct entry_unsent place = entry_unsent_file(call->actor);
    return !call_text(call, "kept") || entry_unsent_drop(call->store, &place, err);
}

static bool check_keep(const struct command_call *call, struct err *err)
{
    return !call_flag(call, "keep") || (call_flag(call, "dry-run") && call->files.len == 1) ||
           err_set(err, call->files.len ? "--keep đi cùng --dry-run, với một tệp" : "chưa chọn tệp nào; chọn tệp rồi bấm lại",
                   call->files.len ? "--keep goes with --dry-run and one file" : "no file was chosen; choose one and press again");
}

struct value *command_import(struct command_call *call, struct err *err)
{
    struct turn turn;
    struct record_change change;
    struct import_call asked;
    struct files files = {0};
    if (!take_kept(call, err) || !check_keep(call, err) || !check_marked(call, err) || !record_call_open(call, &turn, &change, err) ||
        !read_files(call, turn.package, &change.problems, &files, err))
        return NULL;
    change.files = files.items;
    change.file_count = files.len;
    if (files.len < call->files.len) /* of what cannot be told apart no row can be checked */
        return change.dry_run ? record_change_nothing(&change) : call_refuse(call, &change.problems, err);
    bool good = record_call_begin(call, &change, "import", &asked, err) && check_and_write(call, &change, &asked, &files, err) &&
                (change.outcome.refused || drop_kept(call, err));
    struct value *answer = record_call_finish(call, &change, good, value_map(call->arena), err);
    if (answer && call_text(call, "marked") && !add_marked(call, turn.package, &files, &change.problems, answer, err))
        return NULL;
    if (answer && call_flag(call, "keep") && !keep_file(call, &call->files.items[0], answer, err))
        return NULL;
    return answer;
}

/* The change wrote records, and whoever asks may see them all. */
static bool is_in_log(struct command_call *call, const struct package *package, int64_t sequence, struct err *err)
{
    const struct value *row = store_row(call->store, call->arena, err, QUERY_IMPORT_GET, "i", sequence);
    bool sees = false;
    if (!row || (!value_is_null(row) && !record_call_reaches(call, package, sequence, &sees, err)))
        return false;
    return sees || record_call_refuse_change(sequence, err);
}

struct value *command_import_undo(struct command_call *call, struct err *err)
{
    struct turn turn;
    struct record_change change;
    struct import_call asked;
    int64_t sequence = call_number(call, "number", 0);
    if (!record_call_open(call, &turn, &change, err) || !is_in_log(call, turn.package, sequence, err))
        return NULL;
    struct value *detail = value_map(call->arena);
    value_set_int(detail, "undoes", sequence);
    bool good = record_call_begin(call, &change, "import undo", &asked, err) &&
                counter_change_undo(&asked, sequence, call_flag(call, "others"), call->arena, &change.problems,
                                    &change.outcome, err);
    return record_call_finish(call, &change, good, detail, err);
}

struct value *command_records_restore(struct command_call *call, struct err *err)
{
    struct turn turn;
    struct record_change change;
    struct import_call asked;
    struct cell *key;
    int64_t at = call_number(call, "at", 0);
    if (!record_call_open(call, &turn, &change, err))
        return NULL;
    const struct record_type *type = call_type(call, turn.package, call_text(call, "type"), err);
    if (!type || !record_key_read(call->arena, type, call_text(call, "key"), &key, err))
        return NULL;
    if (type->bundles) {
        err_set(err, "“%s” chỉ nhận từ gói có chữ ký, không khôi phục từng bản ghi; hoàn tác lần nhập bằng import undo, hoặc nhận lại gói bằng seals import",
                "“%s” comes from signed bundles alone, no single record is restored; take the import back with import undo, or take the bundle again with seals import", type->title);
        return NULL;
    }
    struct value *detail = value_map(call->arena);
    value_set_text(detail, "type", type->name);
    value_set_text(detail, "key", record_key_show(call->arena, type, key));
    value_set_int(detail, "restores", at);
    bool good = record_call_begin(call, &change, "records restore", &asked, err) &&
                counter_change_restore(&asked, type, key, at, call->arena, &change.problems, &change.outcome, err);
    return record_call_finish(call, &change, good, detail, err);
}

struct value *command_records_move(struct command_call *call, struct err *err)
{
    struct turn turn;
    struct record_change change;
    struct import_call asked;
    struct cell *key;
    const char *to = NULL;
    if (!record_call_open(call, &turn, &change, err))
        return NULL;
    const struct record_type *type = call_type(call, turn.package, call_text(call, "type"), err);
    if (!type || !record_key_read(call->arena, type, call_text(call, "key"), &key, err))
        return NULL;
    if (type->bundles) {
        err_set(err, "“%s” là điều đơn vị đã chốt và ký, không chuyển sang đơn vị khác được; hoàn tác lần nhập bằng import undo",
                "“%s” is what a unit has sealed and signed and is no other unit's; take the import back with import undo", type->title);
        return NULL;
    }
    bool good = record_call_begin(call, &change, "records move", &asked, err) &&
                record_move(&asked, type, key, call_text(call, "to"), call->arena, &change.problems, &to, &change.outcome, err) &&
                (change.outcome.refused || attachment_move(&change.change, type->name, record_key_show(call->arena, type, key), to, err));
    struct value *moved = value_map(call->arena), *detail = value_map(call->arena);
    value_set_text(moved, "type", type->name);
    value_set_text(moved, "from", record_key_show(call->arena, type, key));
    value_set_text(moved, "to", to);
    value_set(detail, "moved", moved);
    struct value *answer = record_call_finish(call, &change, good, detail, err);
    for (size_t i = 0; answer && i < value_len(moved); i++)
        value_set(answer, value_key(moved, i), value_item(moved, i));
    return answer;
}

/* ---- a team goes to another ward, a member to another team ---- */

static struct value *move_life(struct command_call *call, const struct life_move *life, struct err *err)
{
    struct turn turn;
    struct record_change change;
    struct import_call asked;
    if (!record_call_open(call, &turn, &change, err))
        return NULL;
    struct value *moved = value_map(call->arena), *detail = value_map(call->arena);
    value_set_text(moved, "type", life->type);
    value_set_text(moved, "subject", life->subject);
    value_set_text(moved, "to", life->to);
    value_set_text(moved, "on", call_text(call, "on"));
    value_set(detail, "moved", moved);
    bool good = record_call_begin(call, &change, life->source, &asked, err) &&
                life_move(&asked, life, call->arena, &change.problems, &change.outcome, err);
    return record_call_finish(call, &change, good, detail, err);
}

struct value *command_units_move(struct command_call *call, struct err *err)
{
    const struct life_move life = {.type = "unit", .subject = call_text(call, "team"), .place = "parent",
                                   .to = call_text(call, "to"), .on = call_day(call, "on"), .source = "units move"};
    return move_life(call, &life, err);
}

struct value *command_members_move(struct command_call *call, struct err *err)
{
    const struct life_move life = {.type = "member", .subject = call_text(call, "member"), .place = "team",
                                   .to = call_text(call, "to"), .on = call_day(call, "on"), .source = "members move"};
    return move_life(call, &life, err);
}
