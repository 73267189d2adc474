#include "package/package.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/digest.h"
#include "base/litter.h"
#include "base/problem.h"
#include "base/text.h"
#include "package/reading.h"
#include "package/soundness.h"

#include <stdlib.h>
#include <string.h>

static int compare_paths(const void *a, const void *b)
{
    return strcmp(((const struct file *)a)->path, ((const struct file *)b)->path);
}

static bool has_prefix(const char *text, const char *prefix)
{
    return strncmp(text, prefix, strlen(prefix)) == 0;
}

/* No part of the contest. */
static void warn_of_litter(const char *path, struct problems *problems)
{
    problem_warn(problems, path, 0, NULL, "tệp tạm của chương trình khác, bỏ qua; có thể xóa",
                 "another program's temporary file, passed over; it can be deleted");
}

/* In one order whoever lists them, and without the litter, so that the same contest has the same hash. */
static struct file_list take_files(struct arena *arena, const struct file_list *files, struct problems *problems)
{
    struct file_list taken = {arena_alloc(arena, files->len * sizeof *taken.items), 0};
    for (size_t i = 0; i < files->len; i++) {
        if (litter_is(files->items[i].path))
            warn_of_litter(files->items[i].path, problems);
        else
            taken.items[taken.len++] = files->items[i];
    }
    if (taken.len)
        qsort(taken.items, taken.len, sizeof *taken.items, compare_paths);
    return taken;
}

static const char *hash_of(struct arena *arena, const struct file_list *files)
{
    struct buffer list = {0};
    for (size_t i = 0; i < files->len; i++)
        buffer_printf(&list, "%s  %s\n", digest_bytes(arena, files->items[i].bytes, files->items[i].len),
                      files->items[i].path);
    const char *hash = digest_bytes(arena, buffer_text(&list), list.len);
    buffer_finish(&list);
    return hash;
}

static bool is_document(const struct package *package, const char *path)
{
    for (size_t i = 0; i < package->document_count; i++)
        if ((package->documents[i].path && strcmp(package->documents[i].path, path) == 0) ||
            (package->documents[i].evidence && strcmp(package->documents[i].evidence, path) == 0))
            return true;
    return false;
}

/* Whether each kind of document has its files; else one that seems to be nobody's may be the one that was meant. */
static bool documents_have_files(const struct package *package)
{
    for (size_t i = 0; i < package->document_count; i++) {
        const struct document_kind *kind = &package->documents[i];
        if (!kind->path || !file_find(&package->files, kind->path) ||
            (kind->evidence && !file_find(&package->files, kind->evidence)))
            return false;
    }
    return soundness_has(package, "documents.ini");
}

/* conclusion@2025-03-01.lua: of a rule of no number the version from a day on. */
static bool is_version(const struct package *package, const char *path)
{
    const struct criterion_source *const rules[] = {package->suggestion, package->conclusion, package->ranking};
    bool found = false;
    for (size_t i = 0; i < LEN(rules); i++)
        for (const struct criterion_source *version = rules[i]; version; version = version->next)
            found = found || strcmp(version->path, path) == 0;
    return found;
}

/* Files that no reader looks at: most often a name mistyped. */
static void refuse_unknown_files(const struct package_reading *reading)
{
#define FILE_KIND(path, mode, vi, en) path,
#define FILE_KINDS(folder, ending, mode, vi, en)
    static const char *const known[] = {
#include "package/file_kind.def"
    };
#undef FILE_KIND
#undef FILE_KINDS
    const struct package *package = reading->package;
    bool complete = documents_have_files(package);
    for (size_t i = 0; i < package->files.len; i++) {
        const char *path = package->files.items[i].path;
        bool unread = has_prefix(path, "documents/") && !complete;
        bool found =
            has_prefix(path, "criteria/") || has_prefix(path, "tests/") || is_document(package, path) || is_version(package, path) || unread;
        for (size_t j = 0; j < LEN(known) && !found; j++)
            found = strcmp(known[j], path) == 0;
        if (found)
            continue;
        const char *near = text_nearest(path, known, LEN(known));
        if (near)
            problem_add(reading->problems, path, 0, NULL, "gói không dùng tệp này; có phải là %s?",
                        "the package has no use for this file; do you mean %s?", near);
        else if (has_prefix(path, "documents/"))
            problem_add(
                reading->problems, path, 0, NULL,
                "không loại văn bản nào trong documents.ini dùng tệp này; thêm “file = %s” hoặc xóa tệp",
                "no kind of documents.ini uses this file; add “file = %s” or delete it", path);
        else
            problem_add(reading->problems, path, 0, NULL,
                        "gói không dùng tệp này; xóa hoặc chuyển đi nơi khác",
                        "the package has no use for this file; delete it or move it elsewhere");
    }
}

struct package *package_read(struct arena *arena, const struct file_list *files, struct problems *problems)
{
    struct package *package = arena_alloc(arena, sizeof *package);
    *package = (struct package){.arena = arena, .files = take_files(arena, files, problems)};
    package->hash = hash_of(arena, &package->files);
    const struct package_reading reading = {arena, package, problems};
    contest_file_read(&reading);
    calendar_file_read(&reading);
    unit_file_read(&reading);
    record_file_read(&reading);
    param_file_read(&reading);
    document_file_read(&reading);
    message_route_file_read(&reading);
    alert_setting_read(&reading);
    certificate_file_read(&reading);
    duty_file_read(&reading);
    criterion_file_read(&reading);
    case_file_read(&reading);
    refuse_unknown_files(&reading);
    return package;
}

bool package_read_folder(struct arena *arena, const char *folder, struct problems *problems,
                         struct package **ret_package, struct err *err)
{
    struct file_list files, litter;
    if (!file_read_folder(arena, folder, PACKAGE_MAX, &files, &litter, err))
        return false;
    for (size_t i = 0; i < litter.len; i++)
        warn_of_litter(litter.items[i].path, problems);
    *ret_package = package_read(arena, &files, problems);
    return true;
}
