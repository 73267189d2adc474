#include "studio/candidate.h"

#include "amendment/proposal.h"
#include "amendment/proposal_file.h"
#include "amendment/version.h"
#include "base/arena.h"
#include "base/err.h"
#include "base/problem.h"
#include "base/value.h"
#include "command/perform.h"
#include "described/described_change.h"
#include "described/described_document.h"
#include "package/package.h"
#include "parse/parse_package.h"

#include <inttypes.h>

bool candidate_refuse_cell(struct command_call *call, const char *cell)
{
    call->field = cell ? arena_printf(call->arena, "change.%s", cell) : NULL;
    return false;
}

/* The kind of paper that a row of changes adds, whose template the one file is. NULL: none does. */
static const char *new_document(const struct value *rows)
{
    const char *kind = NULL;
    for (size_t i = 0; i < value_len(rows); i++)
        if (value_get(value_at(rows, i), "document") && value_get(value_at(rows, i), "copy"))
            kind = value_get_text(value_at(rows, i), "document", "");
    return kind;
}

/* The one file under the name that it is given as. */
static bool rename_given(struct command_call *call, const struct package *base, struct err *err)
{
    const char *as = call_text(call, "as"), *kind = new_document(value_get(call->arguments, "change"));
    if (!as && kind && call->files.len == 1)
        return (call->files.items[0].path = described_template_path(call->arena, kind, err)) != NULL || candidate_refuse_cell(call, "document");
    if (!as)
        return true;
    if (call->files.len != 1)
        return err_set(err, "--as đi cùng đúng một tệp", "--as goes with exactly one file");
    if (!file_find(&base->files, as))
        return err_set(err, "--as: gói không có tệp “%s”; tên các tệp: rules show", "--as: the package has no file “%s”; rules show names them", as);
    call->files.items[0].path = as;
    return true;
}

/* What is changed: the package in force, or the waiting proposal that the call goes on from. */
static bool read_ground(struct command_call *call, const struct package *base, const struct package **ret_ground, struct err *err)
{
    struct version version;
    int64_t onto = call_number(call, "onto", 0);
    *ret_ground = base;
    if (!onto)
        return true;
    const struct value *proposal = proposal_to_decide(call->store, call->arena, onto, "withdraw", call_roles(call), call->actor, "-", err);
    if (!proposal || !version_find(call->store, call->arena, arena_printf(call->arena, "%" PRId64, onto), &version, err))
        return false;
    *ret_ground = version.package;
    return true;
}

/* Described changes come behind the files, and are made of `ground` with those. */
static bool read_described(struct command_call *call, const struct package *ground, const struct file_list *given, struct file_list *ret_described, struct err *err)
{
    struct package with = *ground;
    const char *cell = NULL;
    with.files = *given;
    const struct value *rows = value_get(call->arguments, "change");
    *ret_described = (struct file_list){0};
    if (!rows)
        return call->files.len || call_number(call, "onto", 0) || err_set(err, "hãy gửi các tệp sửa, hoặc mô tả thay đổi bằng --change", "give the changed files, or describe the change by --change");
    return described_change(call->arena, &with, rows, ret_described, &cell, err) || candidate_refuse_cell(call, cell);
}

/* A package is kept as one snapshot and goes whole to every worker. */
static bool fits(const struct file_list *files, struct err *err)
{
    size_t bytes = 0;
    for (size_t i = 0; i < files->len; i++)
        bytes += files->items[i].len;
    return bytes <= PACKAGE_MAX || err_set(err, "gói sẽ lớn hơn %d MiB; gửi tệp nhỏ hơn (giảm cỡ ảnh trong mẫu Word)", "the package would be over %d MiB; send smaller files (make pictures in Word templates smaller)",
                                           PACKAGE_MAX >> 20);
}

bool candidate_files(struct command_call *call, const struct package *base, struct problems *problems, struct file_list *ret_files, size_t *ret_changes,
                     struct err *err)
{
    const struct package *ground;
    struct file_list described, given;
    if (!rename_given(call, base, err) || !read_ground(call, base, &ground, err))
        return false;
    if (!proposal_files(call->arena, ground, &call->files, problems, &given))
        return call_refuse(call, problems, err), false;
    if (!read_described(call, ground, &given, &described, err))
        return false;
    *ret_files = proposal_overlay(call->arena, &given, described.items, described.len);
    *ret_changes = call->files.len + described.len;
    return fits(ret_files, err);
}

const struct package *candidate_read(struct command_call *call, const struct package *base, struct problems *problems, struct err *err)
{
    struct file_list files;
    size_t changes;
    return candidate_files(call, base, problems, &files, &changes, err) ? parse_package(call->worker, &files, call->arena, problems, err) : NULL;
}

const struct package *candidate_tried(struct command_call *call, const struct package *base, struct err *err)
{
    struct problems problems;
    problems_init(&problems, call->arena);
    if (!call->files.len && !value_get(call->arguments, "change") && !call_number(call, "onto", 0))
        return base;
    const struct package *package = candidate_read(call, base, &problems, err);
    if (package && problems.errors)
        return call_refuse(call, &problems, err), NULL;
    return package;
}
