/* The Word templates in force: listed, taken out, checked, tried on this contest's data. Changed they are like rules (rules propose). */
#include "command/perform.h"

#include "amendment/proposal.h"
#include "amendment/proposal_file.h"
#include "amendment/version.h"
#include "base/arena.h"
#include "base/base64.h"
#include "base/buffer.h"
#include "base/digest.h"
#include "base/err.h"
#include "base/file.h"
#include "base/problem.h"
#include "base/text.h"
#include "base/value.h"
#include "contest/seal.h"
#include "document/document.h"
#include "trial/document_trial.h"
#include "document/draft.h"
#include "package/package.h"
#include "parse/parse_preview.h"
#include "parse/parse_template.h"
#include "worker/worker_settings.h"

#include <inttypes.h>
#include <string.h>
#include <strings.h>

enum { SHORT_HASH = 12, EXAMPLE_BYTES = 120, TAG_DEPTH = 6 };

/* ---- which templates there are ---- */

/* Proposals that wait and change a file: {id, state, proposed_by …} as proposal_list gives them, with `changed` and `carried_on` (null: never). */
static struct value *waiting_proposals(struct command_call *call, const struct package *package, struct err *err)
{
    const struct value *open = proposal_list(call->store, call->arena, true, err);
    struct value *list = value_list(call->arena);
    for (size_t i = 0; i < value_len(open); i++) {
        struct version version;
        struct value *one = value_copy(call->arena, value_at(open, i));
        if (!version_find(call->store, call->arena, arena_printf(call->arena, "%" PRId64, value_get_int(one, "id", 0)), &version, err))
            return NULL;
        const char *carried = value_get_text(one, "carried_at", NULL);
        value_set_text(one, "carried_on", carried ? arena_printf(call->arena, "%.10s", carried) : NULL);
        value_set(one, "changed", proposal_changed(call->arena, &package->files, &version.package->files));
        value_append(list, one);
    }
    return open ? call_actors(call, list, err) : NULL;
}

static bool changes(const struct value *proposal, const char *path)
{
    const struct value *changed = value_get(proposal, "changed");
    for (size_t i = 0; i < value_len(changed); i++)
        if (strcmp(value_get_text(value_at(changed, i), "path", ""), path) == 0)
            return true;
    return false;
}

static void add_proposals(struct arena *arena, const struct value *waiting, const struct document_kind *kind, struct value *row)
{
    struct value *mine = value_list(arena);
    struct buffer numbers = {0};
    for (size_t i = 0; i < value_len(waiting); i++) {
        const struct value *one = value_at(waiting, i);
        if (!changes(one, kind->path))
            continue;
        buffer_printf(&numbers, "%s%" PRId64, numbers.len ? ", " : "", value_get_int(one, "id", 0));
        value_append(mine, one);
    }
    value_set_text(row, "waits", buffer_take_some(&numbers, arena));
    value_set(row, "proposals", mine);
}

struct value *command_templates(struct command_call *call, struct err *err)
{
    const struct package *package;
    const struct period_list *periods;
    if (!call_contest(call, &package, &periods, err))
        return NULL;
    const struct value *waiting = waiting_proposals(call, package, err);
    struct value *list = value_list(call->arena);
    for (size_t i = 0; waiting && i < package->document_count; i++) {
        const struct document_kind *kind = &package->documents[i];
        const struct file *file = file_find(&package->files, kind->path);
        struct value *row = value_map(call->arena);
        if (!file)
            continue;
        value_set_text(row, "kind", kind->kind);
        value_set_text(row, "title", kind->title);
        value_set_text(row, "file", kind->path);
        value_set_int(row, "bytes", (int64_t)file->len);
        value_set(row, "sha256", value_printf(call->arena, "%.*s", SHORT_HASH, digest_bytes(call->arena, file->bytes, file->len)));
        add_proposals(call->arena, waiting, kind, row);
        value_append(list, row);
    }
    return waiting ? list : NULL;
}

/* The kind that the call names, with its file in force. */
static const struct document_kind *kind_of(struct command_call *call, const struct package **ret_package, const struct file **ret_file, struct err *err)
{
    const struct period_list *periods;
    const char *word = call_text(call, "kind");
    if (!call_contest(call, ret_package, &periods, err))
        return NULL;
    const struct document_kind *kind = package_document(*ret_package, word);
    *ret_file = kind ? file_find(&(*ret_package)->files, kind->path) : NULL;
    if (*ret_file)
        return kind;
    err_set(err, "phong trào không có loại văn bản “%s”; xem các loại bằng templates", "the contest has no kind of document “%s”; see them with templates", word);
    return NULL;
}

struct value *command_templates_export(struct command_call *call, struct err *err)
{
    const struct package *package;
    const struct file *file;
    if (!kind_of(call, &package, &file, err))
        return NULL;
    call->bytes = file->bytes;
    call->bytes_len = file->len;
    return value_map(call->arena);
}

/* ---- what fills one ---- */

/* The data of a paper of the kind, and whose they are. */
struct filling {
    const struct value *data;
    const char *draft; /* NULL: sample data */
    int64_t written_at;
};

static const char *newest_draft(struct command_call *call, const struct package *package, const struct document_kind *kind, struct err *err)
{
    const struct value *drafts = draft_list(call->store, call->arena, package, NULL, err);
    const char *newest = NULL;
    for (size_t i = 0; i < value_len(drafts); i++) {
        const struct value *draft = value_at(drafts, i);
        if (strcmp(value_get_text(draft, "kind", ""), kind->kind) == 0 && value_is_null(value_get(draft, "refusal")))
            newest = value_get_text(draft, "id", NULL);
    }
    return newest;
}

static bool fill_from_draft(struct command_call *call, const struct package *package, const struct document_kind *kind, const char *id,
                            struct filling *filling, struct err *err)
{
    const struct value *draft = draft_show(call->store, call->arena, package, id, err);
    if (!draft)
        return false;
    if (strcmp(value_get_text(draft, "kind", ""), kind->kind) != 0 || !value_is_null(value_get(draft, "refusal")))
        return err_set(err, "dự thảo “%s” không phải là văn bản “%s” đã lập được", "draft “%s” is no paper “%s” that could be made", id, kind->title);
    const struct value *seal = seal_get(call->store, call->arena, value_get_text(draft, "seal", ""), err);
    if (!seal)
        return false;
    filling->data = document_data(call->arena, package, value_get(seal, "content"), value_get(draft, "content"), err);
    filling->draft = id;
    filling->written_at = draft_written_at(seal, value_get(draft, "content"));
    return filling->data != NULL;
}

/* This contest's own, or as its package could have them. */
static bool find_filling(struct command_call *call, const struct package *package, const struct document_kind *kind, struct filling *ret_filling,
                         struct err *err)
{
    const char *id = call_text(call, "draft");
    *ret_filling = (struct filling){0};
    if (!id && !(id = newest_draft(call, package, kind, err)) && err->vi)
        return false;
    if (id)
        return fill_from_draft(call, package, kind, id, ret_filling, err);
    ret_filling->data = document_trial_data(package, kind, call->arena);
    return ret_filling->data || err_set(err, "chưa có dự thảo nào loại này và gói không lập được số liệu mẫu; chạy templates check để biết vì sao",
                                        "there is no draft of this kind yet and no sample data can be made of the package; templates check says why");
}

static const char *shape_of(const struct value *value)
{
    switch (value_type(value)) {
    case VALUE_LIST:
        return "list";
    case VALUE_INT:
    case VALUE_REAL:
        return "number";
    case VALUE_BOOL:
        return "yes_no";
    case VALUE_NULL:
        return "absent";
    default:
        return "text";
    }
}

static struct value *example_of(struct arena *arena, const struct value *value)
{
    struct buffer text = {0};
    switch (value_type(value)) {
    case VALUE_LIST:
        buffer_printf(&text, "%zu", value_len(value));
        break;
    case VALUE_INT:
        buffer_printf(&text, "%" PRId64, value_as_int(value));
        break;
    case VALUE_BOOL:
        buffer_puts(&text, value_as_bool(value) ? "yes" : "no");
        break;
    case VALUE_TEXT:
        buffer_puts(&text, text_shorten(arena, value_as_text(value), EXAMPLE_BYTES));
        break;
    default:
        break;
    }
    return value_text(arena, buffer_take(&text, arena));
}

static void add_field(struct arena *arena, struct value *list, const char *tag, const struct value *value)
{
    struct value *row = value_map(arena);
    value_set_text(row, "tag", tag);
    value_set_text(row, "form", shape_of(value));
    value_set(row, "example", example_of(arena, value));
    value_append(list, row);
}

/* Every place of the data under the tag that reaches it; of a list the first thing: “collectives[].name” is “item.name” in a loop. */
static void walk(struct arena *arena, struct value *list, const char *tag, const struct value *value, int depth)
{
    if (*tag && value_type(value) != VALUE_MAP)
        add_field(arena, list, tag, value);
    if (depth == TAG_DEPTH)
        return;
    if (value_type(value) == VALUE_LIST && value_len(value) && value_type(value_at(value, 0)) == VALUE_MAP)
        walk(arena, list, arena_printf(arena, "%s[]", tag), value_at(value, 0), depth + 1);
    for (size_t i = 0; value_type(value) == VALUE_MAP && i < value_len(value); i++) {
        const char *key = value_key(value, i);
        bool plain = strspn(key, "abcdefghijklmnopqrstuvwxyz0123456789_") == strlen(key) && (*key < '0' || *key > '9');
        walk(arena, list, plain ? arena_printf(arena, "%s%s%s", tag, *tag ? "." : "", key) : arena_printf(arena, "%s[\"%s\"]", tag, key), value_item(value, i),
             depth + 1);
    }
}

struct value *command_templates_fields(struct command_call *call, struct err *err)
{
    const struct package *package;
    const struct file *file;
    struct filling filling;
    const struct document_kind *kind = kind_of(call, &package, &file, err);
    if (!kind || !find_filling(call, package, kind, &filling, err))
        return NULL;
    struct value *answer = value_map(call->arena), *fields = value_list(call->arena);
    walk(call->arena, fields, "", filling.data, 0);
    value_set_text(answer, "kind", kind->kind);
    value_set_text(answer, "title", kind->title);
    value_set_text(answer, "draft", filling.draft);
    value_set(answer, "fields", fields);
    return answer;
}

/* ---- a changed one ---- */

/* The file of the call under the name of the one that it would replace, so that what is said of it leads there. */
static bool take_file(const struct command_call *call, const struct document_kind *kind, struct file *ret_file, struct err *err)
{
    if (call->files.len != 1 || !call->files.items[0].len)
        return err_set(err, "hãy gửi đúng một tệp .docx", "send exactly one .docx file");
    *ret_file = call->files.items[0];
    ret_file->path = kind->path;
    return true;
}

static struct value *answer_about(struct command_call *call, const struct document_kind *kind, const struct problems *problems)
{
    struct value *answer = value_map(call->arena);
    value_set_text(answer, "kind", kind->kind);
    value_set_text(answer, "title", kind->title);
    value_set_bool(answer, "dry_run", true);
    value_set_int(answer, "errors", (int64_t)problems->errors);
    value_set(answer, "problems", problems_to_value(problems, call->arena));
    value_set(answer, "out", value_null(call->arena));
    return answer;
}

static void add_file(struct command_call *call, struct value *answer, const char *name, const char *bytes, size_t len)
{
    struct value *out = value_map(call->arena);
    value_set_text(out, "name", name);
    value_set_text(out, ANSWER_BYTES, base64_text(call->arena, bytes, len));
    value_set(answer, "out", out);
}

struct value *command_templates_check(struct command_call *call, struct err *err)
{
    const struct package *package;
    const struct file *stands;
    struct file file;
    struct problems problems;
    const char *bytes;
    size_t len;
    const struct document_kind *kind = kind_of(call, &package, &stands, err);
    if (!kind || !take_file(call, kind, &file, err))
        return NULL;
    problems_init(&problems, call->arena);
    document_trial(package, kind, &file, true, NULL, call->worker, &problems);
    problems_sort(&problems);
    struct value *answer = answer_about(call, kind, &problems);
    if (!call_text(call, "out") || !problems.len)
        return answer;
    if (!parse_comment(call->worker, &file, &problems, call->arena, &bytes, &len, err))
        return NULL;
    add_file(call, answer, arena_printf(call->arena, "%s-loi.docx", kind->kind), bytes, len);
    return answer;
}

/* As Word, or drawn when the file that is asked for is a PDF. */
static bool add_filled(struct command_call *call, struct value *answer, const struct document_kind *kind, const struct template_paper *paper, struct err *err)
{
    const char *out = call_text(call, "out");
    size_t len = strlen(out);
    struct preview_paper drawn = {.bytes = paper->bytes, .len = paper->len, .title = kind->title};
    if (len < 4 || strcasecmp(out + len - 4, ".pdf") != 0) {
        add_file(call, answer, arena_printf(call->arena, "%s-thu.docx", kind->kind), paper->bytes, paper->len);
        return true;
    }
    if (!parse_preview_one(call->worker, &drawn, call->arena, err))
        return false;
    add_file(call, answer, arena_printf(call->arena, "%s-thu.pdf", kind->kind), drawn.pdf, drawn.pdf_len);
    return true;
}

struct value *command_templates_try(struct command_call *call, struct err *err)
{
    const struct package *package;
    const struct file *stands;
    struct file file;
    struct problems problems;
    struct filling filling;
    bool usable;
    const struct document_kind *kind = kind_of(call, &package, &stands, err);
    if (!kind || !take_file(call, kind, &file, err) || !find_filling(call, package, kind, &filling, err))
        return NULL;
    struct template_paper paper = {.data = filling.data, .written_at = filling.written_at};
    problems_init(&problems, call->arena);
    if (!parse_template(call->worker, &file, &paper, 1, true, call->arena, &problems, &usable, err))
        return NULL;
    if (usable && !paper.bytes)
        problem_add(&problems, kind->path, 0, NULL, "%1$s%2$.0s", "%2$s%1$.0s", paper.vi, paper.en);
    struct value *answer = answer_about(call, kind, &problems);
    value_set_text(answer, "draft", filling.draft);
    bool good = !usable || !paper.bytes || !call_text(call, "out") || add_filled(call, answer, kind, &paper, err);
    return good ? answer : NULL;
}
