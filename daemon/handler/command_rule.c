/* Rules in force, proposed and past, looked at: list, show, history, diff. */
#include "command/perform.h"

#include "amendment/activation.h"
#include "amendment/proposal.h"
#include "amendment/proposal_file.h"
#include "amendment/type_change.h"
#include "amendment/version.h"
#include "base/arena.h"
#include "base/digest.h"
#include "base/err.h"
#include "base/value.h"
#include "contest/snapshot.h"
#include "contest/transition.h"
#include "package/package.h"

#include <string.h>

struct value *command_rules_list(struct command_call *call, struct err *err)
{
    const struct value *proposals = proposal_list(call->store, call->arena, !call_flag(call, "all"), err);
    return proposals ? call_actors(call, proposals, err) : NULL;
}

/* What an activation changed; nothing is said of a package that this program cannot read any more. */
static const char *changed_by(struct command_call *call, const struct value *row)
{
    const char *previous = value_get_text(row, "previous", NULL);
    const struct package *from =
        previous ? snapshot_package(call->store, call->arena, previous, NULL) : NULL;
    const struct package *to =
        from ? snapshot_package(call->store, call->arena, value_get_text(row, "package", ""), NULL) : NULL;
    return to ? proposal_names(call->arena, proposal_changed(call->arena, &from->files, &to->files)) : NULL;
}

struct value *command_rules_history(struct command_call *call, struct err *err)
{
    const struct value *rows = activation_list(call->store, call->arena, err);
    if (!rows)
        return NULL;
    struct value *list = value_list(call->arena);
    for (size_t i = 0; i < value_len(rows); i++) {
        struct value *row = value_copy(call->arena, value_at(rows, i));
        value_set_text(row, "files", changed_by(call, row));
        value_set_text(row, "short", arena_printf(call->arena, "%.12s", value_get_text(row, "package", "")));
        value_append(list, row);
    }
    return call_actors(call, list, err);
}

static struct value *file_answer(struct command_call *call, const struct package *package, const struct file *file,
                                 struct err *err)
{
    if (memchr(file->bytes, '\0', file->len)) {
        err_set(err, "%s không phải là tệp chữ, không in ra được", "%s is no text and cannot be shown", file->path);
        return NULL;
    }
    struct value *answer = value_map(call->arena);
    value_set_text(answer, "package", package->hash);
    value_set_text(answer, "path", file->path);
    value_set(answer, "text", value_text_len(call->arena, file->bytes, file->len));
    return answer;
}

static struct value *files_of(struct arena *arena, const struct package *package)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < package->files.len; i++) {
        const struct file *file = &package->files.items[i];
        struct value *map = value_map(arena);
        value_set_text(map, "path", file->path);
        value_set_int(map, "bytes", (int64_t)file->len);
        value_set_text(map, "sha256", digest_bytes(arena, file->bytes, file->len));
        value_append(list, map);
    }
    return list;
}

/* A proposal beside what it was made from, any other version by itself. */
static struct value *version_answer(struct command_call *call, const struct version *version, struct err *err)
{
    struct value *answer = value_map(call->arena);
    if (version->proposal) {
        answer = proposal_get(call->store, call->arena, version->proposal, err);
        const struct package *base =
            answer ? snapshot_package(call->store, call->arena, value_get_text(answer, "base", ""), err) : NULL;
        if (!base)
            return NULL;
        value_set(answer, "changed", proposal_changed(call->arena, &base->files, &version->package->files));
        const struct value *events = transition_history(call->store, call->arena, "proposal", value_as_text(value_printf(call->arena, "%d", (int)version->proposal)), err);
        if (!events)
            return NULL;
        value_set(answer, "events", events);
        value_set(answer, "texts", version_files(call->arena, base, version->package));
        value_set(answer, "params", version_params(call->arena, base, version->package));
        value_set(answer, "record_types", type_change_values(&base->types, &version->package->types, call->arena));
    }
    value_set_text(answer, "package", version->package->hash);
    value_set(answer, "files", files_of(call->arena, version->package));
    return call_actors(call, answer, err);
}

/* 1.1.lua or criteria/1.1.lua; NULL when the package has no such file. */
static const struct file *file_named(const struct package *package, const char *word)
{
    for (size_t i = 0; i < package->files.len; i++) {
        const char *path = package->files.items[i].path, *slash = strrchr(path, '/');
        if (strcmp(path, word) == 0 || (slash && strcmp(slash + 1, word) == 0))
            return &package->files.items[i];
    }
    return NULL;
}

/* what: a version, or a file of the package in force; of: a file of that version. */
struct value *command_rules_show(struct command_call *call, struct err *err)
{
    struct version version = {0};
    const struct period_list *periods;
    const char *what = call_text(call, "what"), *name = call_text(call, "file");
    if (!call_contest(call, &version.package, &periods, err))
        return NULL;
    const struct file *file = what && !name ? file_named(version.package, what) : NULL;
    if (file)
        return file_answer(call, version.package, file, err);
    if (what && strchr(what, '.')) {
        err_set(err, "quy tắc đang áp dụng không có tệp “%s”; tên các tệp: rules show",
                "the rules in force have no file “%s”; rules show names them", what);
        return NULL;
    }
    if (what && !version_find(call->store, call->arena, what, &version, err))
        return NULL;
    if (!name)
        return version_answer(call, &version, err);
    file = file_named(version.package, name);
    if (!file) {
        err_set(err, "phiên bản này không có tệp “%s”; tên các tệp: rules show %s",
                "this version has no file “%s”; rules show %s names them", name, what);
        return NULL;
    }
    return file_answer(call, version.package, file, err);
}

struct value *command_rules_diff(struct command_call *call, struct err *err)
{
    struct version a = {0}, b = {0};
    const struct period_list *periods;
    const char *other = call_text(call, "other");
    if (!call_contest(call, &a.package, &periods, err) ||
        !version_find(call->store, call->arena, call_text(call, "version"), other ? &a : &b, err) ||
        (other && !version_find(call->store, call->arena, other, &b, err)))
        return NULL;
    struct value *answer = value_map(call->arena);
    value_set_text(answer, "a", a.package->hash);
    value_set_text(answer, "b", b.package->hash);
    value_set(answer, "params", version_params(call->arena, a.package, b.package));
    value_set(answer, "record_types", type_change_values(&a.package->types, &b.package->types, call->arena));
    value_set(answer, "files", version_files(call->arena, a.package, b.package));
    return answer;
}
